package label

// Default is the built-in line model.
var Default = &Model{}
