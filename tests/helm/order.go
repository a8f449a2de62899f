package main

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// The order in which Helm creates kinds; others come last, by name.
var installOrder = []string{
	"PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodDisruptionBudget", "ServiceAccount",
	"Secret", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition",
	"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "Service", "DaemonSet", "Pod", "ReplicaSet",
	"Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "Ingress",
}

var separator = regexp.MustCompile(`(?:^|\s*\n)---\s*`)

type manifest struct {
	source, text, kind string
}

// sortManifests cuts what was rendered at `---`, checks that every piece is an object, and puts the objects in order.
func sortManifests(chartName string, rendered map[string]string) (string, error) {
	var manifests []manifest
	for name, content := range rendered {
		if name == "templates/NOTES.txt" {
			continue
		}
		for _, text := range separator.Split(content, -1) {
			var object struct {
				APIVersion string `json:"apiVersion"`
				Kind       string `json:"kind"`
			}
			if err := yaml.UnmarshalStrict([]byte(text), &map[string]interface{}{}); err != nil {
				return "", fmt.Errorf("%s: %w\n%s", name, err, text)
			}
			if err := yaml.Unmarshal([]byte(text), &object); err != nil {
				return "", fmt.Errorf("%s: %w", name, err)
			}
			switch {
			case object.Kind == "" && object.APIVersion == "":
				continue // nothing but comments
			case object.Kind == "" || object.APIVersion == "":
				return "", fmt.Errorf("%s: an object without kind or apiVersion", name)
			}
			manifests = append(manifests, manifest{name, strings.TrimSpace(text), object.Kind})
		}
	}
	rank := map[string]int{}
	for i, kind := range installOrder {
		rank[kind] = i - len(installOrder)
	}
	sort.SliceStable(manifests, func(i, j int) bool {
		a, b := manifests[i], manifests[j]
		if rank[a.kind] != rank[b.kind] {
			return rank[a.kind] < rank[b.kind]
		}
		if a.kind != b.kind {
			return a.kind < b.kind
		}
		return a.source+a.text < b.source+b.text
	})
	var out strings.Builder
	for _, m := range manifests {
		fmt.Fprintf(&out, "---\n# Source: %s/%s\n%s\n", chartName, m.source, m.text)
	}
	return out.String(), nil
}
