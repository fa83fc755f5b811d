"""Facts for other programs: what may leave a store, in which shape, and the doors of networkx, pandas and py2neo."""
