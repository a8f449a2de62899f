// Command helm stands in for Helm where it is not installed: `helm template` for a chart without dependencies.
//
// The engine is Helm's (text/template, sprig, sigs.k8s.io/yaml, gojsonschema), the flags are Helm's, and what Helm does
// around them is done the same way: merging of values, validation against the schema, order of the objects. Hooks,
// sub-charts and releases are not here. Built from Debian's packages, see hack/helm.sh.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 3 || args[0] != "template" {
		return fmt.Errorf("usage: helm template NAME CHART [-n NAMESPACE] [-f FILE] [--set K=V] [--set-string K=V] " +
			"[--kube-version V] [--api-versions V] [--is-upgrade] [--notes]")
	}
	var files, sets, setStrings, apiVersions list
	flags := flag.NewFlagSet("template", flag.ContinueOnError)
	namespace := flags.String("n", "default", "namespace of the release")
	flags.StringVar(namespace, "namespace", "default", "namespace of the release")
	flags.Var(&files, "f", "file with values")
	flags.Var(&files, "values", "file with values")
	flags.Var(&sets, "set", "value, typed")
	flags.Var(&setStrings, "set-string", "value, always a string")
	kubeVersion := flags.String("kube-version", "v1.20.0", "version of the cluster")
	flags.Var(&apiVersions, "api-versions", "API of the cluster")
	upgrade := flags.Bool("is-upgrade", false, "render an upgrade, not an installation")
	notes := flags.Bool("notes", false, "print NOTES.txt instead of the objects")
	if err := flags.Parse(args[3:]); err != nil {
		return err
	}

	chart, err := loadChart(args[2])
	if err != nil {
		return err
	}
	values, err := mergeValues(chart.values, files, sets, setStrings)
	if err != nil {
		return err
	}
	if err := validateValues(chart, values); err != nil {
		return err
	}
	capabilities, err := newCapabilities(*kubeVersion, apiVersions)
	if err != nil {
		return err
	}
	rendered, err := render(chart, values, release{
		Name: args[1], Namespace: *namespace, Service: "Helm", Revision: 1, IsUpgrade: *upgrade, IsInstall: !*upgrade,
	}, capabilities)
	if err != nil {
		return err
	}
	if *notes {
		fmt.Print(rendered["templates/NOTES.txt"])
		return nil
	}
	manifests, err := sortManifests(chart.Metadata.Name, rendered)
	if err != nil {
		return err
	}
	fmt.Print(manifests)
	return nil
}
