"""Everything that is sealed under the installation's key itself, in one list, for when that key is replaced.

Each wraps some of what the old key still wraps with the new one and says how many; it is called until there are none.
"""

from vangnet.core.access.second_factor.sealing import rewrap_second_factors
from vangnet.core.keys import rotation

REWRAPPERS: tuple[rotation.Rewrapper, ...] = (
    rotation.rewrap_dossiers,
    lambda key: rewrap_second_factors(key, key.ciphers[key.newest]),
)
