package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type release struct {
	Name, Namespace, Service string
	Revision                 int
	IsUpgrade, IsInstall     bool
}

// A template that includes itself would otherwise end with the stack.
const deepestInclude = 1000

// render executes every template; the result is by file name.
func render(
	c *chart, values map[string]interface{}, rel release, capabilities *capabilities,
) (map[string]string, error) {
	root := template.New("gotpl").Option("missingkey=zero")
	root.Funcs(functions(root))
	names := make([]string, 0, len(c.templates))
	for name := range c.templates {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := root.New(c.Metadata.Name + "/" + name).Parse(c.templates[name]); err != nil {
			return nil, err
		}
	}
	rendered := map[string]string{}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		full := c.Metadata.Name + "/" + name
		var out strings.Builder
		err := root.ExecuteTemplate(&out, full, map[string]interface{}{
			"Values":       values,
			"Chart":        c.Metadata,
			"Release":      rel,
			"Capabilities": capabilities,
			"Files":        c.files,
			"Template":     map[string]interface{}{"Name": full, "BasePath": c.Metadata.Name + "/templates"},
		})
		if err != nil {
			return nil, err
		}
		rendered[name] = strings.ReplaceAll(out.String(), "<no value>", "")
	}
	return rendered, nil
}

func functions(root *template.Template) template.FuncMap {
	all := sprig.TxtFuncMap()
	// A chart renders the same on every machine.
	delete(all, "env")
	delete(all, "expandenv")
	depth := 0
	more := template.FuncMap{
		"toYaml":   toYaml,
		"toJson":   toJSON,
		"fromYaml": fromYaml,
		"fromYamlArray": func(text string) []interface{} {
			result := []interface{}{}
			if err := yaml.Unmarshal([]byte(text), &result); err != nil {
				return []interface{}{err.Error()}
			}
			return result
		},
		"fromJson": fromYaml,
		"include": func(name string, data interface{}) (string, error) {
			if depth++; depth > deepestInclude {
				return "", fmt.Errorf("include %q: nested deeper than %d", name, deepestInclude)
			}
			defer func() { depth-- }()
			var out bytes.Buffer
			err := root.ExecuteTemplate(&out, name, data)
			return out.String(), err
		},
		"tpl": func(text string, data interface{}) (string, error) {
			clone, err := root.Clone()
			if err != nil {
				return "", err
			}
			parsed, err := clone.New("tpl").Parse(text)
			if err != nil {
				return "", err
			}
			var out strings.Builder
			err = parsed.Execute(&out, data)
			return strings.ReplaceAll(out.String(), "<no value>", ""), err
		},
		"required": func(message string, value interface{}) (interface{}, error) {
			if text, isString := value.(string); value == nil || (isString && text == "") {
				return value, errors.New(message)
			}
			return value, nil
		},
		// As in `helm template`: no cluster is asked.
		"lookup": func(string, string, string, string) map[string]interface{} { return map[string]interface{}{} },
	}
	for name, function := range more {
		all[name] = function
	}
	return all
}

func toYaml(value interface{}) string {
	content, err := yaml.Marshal(value)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(content), "\n")
}

func toJSON(value interface{}) string {
	content, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(content)
}

func fromYaml(text string) map[string]interface{} {
	result := map[string]interface{}{}
	if err := yaml.Unmarshal([]byte(text), &result); err != nil {
		result["Error"] = err.Error()
	}
	return result
}
