package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/xeipuuv/gojsonschema"
	"sigs.k8s.io/yaml"
)

// mergeValues puts files over the chart's defaults, and single settings over both. A null takes a default away.
func mergeValues(defaults map[string]interface{}, files, sets, setStrings []string) (map[string]interface{}, error) {
	values := defaults
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		more := map[string]interface{}{}
		if err := yaml.Unmarshal(content, &more); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		values = merge(values, more)
	}
	for _, group := range []struct {
		settings []string
		typed    bool
	}{{sets, true}, {setStrings, false}} {
		for _, settings := range group.settings {
			for _, setting := range split(settings, ',') {
				if err := set(values, setting, group.typed); err != nil {
					return nil, err
				}
			}
		}
	}
	return values, nil
}

func merge(base, over map[string]interface{}) map[string]interface{} {
	for key, value := range over {
		below, isMap := base[key].(map[string]interface{})
		above, alsoMap := value.(map[string]interface{})
		switch {
		case value == nil:
			delete(base, key)
		case isMap && alsoMap:
			base[key] = merge(below, above)
		default:
			base[key] = value
		}
	}
	return base
}

// set applies one a.b.c=value. A value {x,y} is a list; a dot or comma that belongs to a name is written with a backslash.
func set(values map[string]interface{}, setting string, typed bool) error {
	equals := strings.IndexByte(setting, '=')
	if equals <= 0 {
		return fmt.Errorf("--set %q: no key=value", setting)
	}
	path, text := split(setting[:equals], '.'), setting[equals+1:]
	for _, key := range path[:len(path)-1] {
		child, ok := values[unescape(key)].(map[string]interface{})
		if !ok {
			child = map[string]interface{}{}
			values[unescape(key)] = child
		}
		values = child
	}
	key := unescape(path[len(path)-1])
	if strings.HasSuffix(key, "]") {
		return fmt.Errorf("--set %q: an index is not supported here, write the list as {x,y} or use -f", setting)
	}
	switch value := parse(text, typed); value {
	case nil:
		delete(values, key)
	default:
		if strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") {
			items := []interface{}{}
			for _, item := range split(strings.Trim(text, "{}"), ',') {
				if item != "" {
					items = append(items, parse(item, typed))
				}
			}
			values[key] = items
			return nil
		}
		values[key] = value
	}
	return nil
}

func parse(text string, typed bool) interface{} {
	text = unescape(text)
	if !typed {
		return text
	}
	switch text {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if number, err := strconv.ParseInt(text, 10, 64); err == nil && (text == "0" || text[0] != '0') {
		return number
	}
	return text
}

// split cuts at a separator that is neither escaped nor inside of braces.
func split(text string, separator byte) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == '{':
			depth++
		case text[i] == '}':
			depth--
		case text[i] == separator && depth == 0:
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}

func unescape(text string) string { return strings.ReplaceAll(text, `\`, "") }

func validateValues(c *chart, values map[string]interface{}) error {
	if len(c.schema) == 0 {
		return nil
	}
	document, err := yaml.Marshal(values)
	if err != nil {
		return err
	}
	if document, err = yaml.YAMLToJSON(document); err != nil {
		return err
	}
	result, err := gojsonschema.Validate(
		gojsonschema.NewBytesLoader(c.schema), gojsonschema.NewBytesLoader(document))
	if err != nil {
		return fmt.Errorf("values.schema.json: %w", err)
	}
	if result.Valid() {
		return nil
	}
	var broken strings.Builder
	for _, e := range result.Errors() {
		fmt.Fprintf(&broken, "\n- %s", e)
	}
	return fmt.Errorf("values don't meet the specifications of the schema(s) in the following chart(s):\n%s:%s",
		c.Metadata.Name, broken.String())
}
