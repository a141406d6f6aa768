"""What the tests over all addresses share: one of each thing that an address may name."""

from vangnet.config.tests.test_every_address import things as things
