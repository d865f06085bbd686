"""`NamedTuple` for the modules that an ordinary call loads.

To a type checker it is that of `typing`, which compiles the text of every annotation while the class is made, for all
of a call a twelfth of its time. This one leaves them as text, as dataclasses do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    class _Type(type):
        def __new__(cls, name, bases, body):
            fields = body["__annotations__"]
            defaults = [body.pop(field) for field in fields if field in body]
            return type(name, (namedtuple(name, fields, defaults=defaults),), {**body, "__slots__": ()})

    NamedTuple = type.__new__(_Type, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
