"""Connections between two subjects (关系路径): over which dated ties one is reached from the other."""
