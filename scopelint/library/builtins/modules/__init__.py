"""Native models of standard-library modules, one file each; a module is made when it is first imported."""
