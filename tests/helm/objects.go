package main

import (
	"encoding/base64"
	"fmt"
	"path"
	"strings"

	"github.com/Masterminds/semver"
)

// files is .Files: what lies in the chart beside the templates, by path.
type files map[string][]byte

func (f files) GetBytes(name string) []byte { return f[name] }
func (f files) Get(name string) string      { return string(f[name]) }

func (f files) Lines(name string) []string {
	return strings.Split(strings.TrimSuffix(f.Get(name), "\n"), "\n")
}

func (f files) Glob(pattern string) files {
	found := files{}
	for name, content := range f {
		if matched, err := path.Match(pattern, name); err == nil && matched {
			found[name] = content
		}
	}
	return found
}

func (f files) AsConfig() string {
	texts := map[string]string{}
	for name, content := range f {
		texts[path.Base(name)] = string(content)
	}
	return toYaml(texts)
}

func (f files) AsSecrets() string {
	texts := map[string]string{}
	for name, content := range f {
		texts[path.Base(name)] = base64.StdEncoding.EncodeToString(content)
	}
	return toYaml(texts)
}

type kubeVersion struct{ Version, Major, Minor string }

func (v kubeVersion) String() string     { return v.Version }
func (v kubeVersion) GitVersion() string { return v.Version }

type apiVersions []string

func (v apiVersions) Has(wanted string) bool {
	for _, version := range v {
		if version == wanted {
			return true
		}
	}
	return false
}

type capabilities struct {
	KubeVersion kubeVersion
	APIVersions apiVersions
}

func newCapabilities(version string, apis []string) (*capabilities, error) {
	parsed, err := semver.NewVersion(version)
	if err != nil {
		return nil, fmt.Errorf("--kube-version %q: %w", version, err)
	}
	var all apiVersions = []string{"v1", "apps/v1"}
	for _, api := range apis {
		all = append(all, strings.Split(api, ",")...)
	}
	return &capabilities{
		KubeVersion: kubeVersion{
			Version: "v" + parsed.String(), Major: fmt.Sprint(parsed.Major()), Minor: fmt.Sprint(parsed.Minor()),
		},
		APIVersions: all,
	}, nil
}
