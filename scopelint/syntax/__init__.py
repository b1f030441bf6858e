"""Source to IR, the only room that imports LibCST. Everything outside uses `loader.Lowerer` and `ir`."""
