"""Everything that touches the world. Adapters never import each other; `compose` builds them."""
