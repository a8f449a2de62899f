package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"
)

// metadata is what templates see as .Chart; the names are those of Chart.yaml with a capital letter, as in Helm.
type metadata struct {
	Name        string            `json:"name"`
	Version     string            `json:"version"`
	AppVersion  string            `json:"appVersion"`
	Description string            `json:"description"`
	KubeVersion string            `json:"kubeVersion"`
	Type        string            `json:"type"`
	Home        string            `json:"home"`
	Annotations map[string]string `json:"annotations"`
}

type chart struct {
	Metadata  metadata
	values    map[string]interface{}
	schema    []byte
	templates map[string]string
	files     files
}

func loadChart(root string) (*chart, error) {
	c := &chart{values: map[string]interface{}{}, templates: map[string]string{}, files: files{}}
	err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		// ReadFile follows a symbolic link, as Helm does.
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		switch {
		case name == "Chart.yaml":
			return yaml.Unmarshal(content, &c.Metadata)
		case name == "values.yaml":
			return yaml.UnmarshalStrict(content, &c.values)
		case name == "values.schema.json":
			c.schema = content
		case strings.HasPrefix(name, "templates/"):
			c.templates[name] = string(content)
		default:
			c.files[name] = content
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", root, err)
	}
	if c.Metadata.Name == "" {
		return nil, fmt.Errorf("chart %s: Chart.yaml names no chart", root)
	}
	return c, nil
}
