"""A new meeting: from options, JSON or answers to a record, and into the dataset through the desk."""
