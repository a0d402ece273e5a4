package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := fmt.Fprintln(cmd.OutOrStdout(), version()); err != nil {
				return badWrite("standard output", err)
			}
			return nil
		},
	}
}

// version returns what the Go command recorded about the build: "klartext v1.2.3 (0123456789ab)
// go1.26.0".
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "klartext (unknown version)"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			v += " (" + s.Value[:12] + ")"
		}
	}
	return "klartext " + v + " " + info.GoVersion
}
