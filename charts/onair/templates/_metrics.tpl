{{/*
The Service and the monitors of a component's /metrics. Takes a dict of root, component, name (of the monitors) and port (its
name in the pod).
*/}}
{{- define "onair.metrics" -}}
{{- $root := .root }}
{{- $name := .name }}
{{- $port := .port }}
{{- $scope := dict "root" $root "component" .component }}
{{- $labels := include "onair.labels" $scope }}
{{- with $root.Values.metrics }}
{{- if or .service.enabled .serviceMonitor.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}-metrics
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- $labels | nindent 4 }}
  {{- with include "onair.annotations" (dict "root" $root "annotations" .service.annotations) }}
  {{- . | nindent 2 }}
  {{- end }}
spec:
  selector:
    {{- include "onair.selectorLabels" $scope | nindent 4 }}
  ports:
    - name: metrics
      port: 8080
      protocol: TCP
      targetPort: {{ $port }}
{{- end }}
{{- range $kind, $values := dict "PodMonitor" .podMonitor "ServiceMonitor" .serviceMonitor }}
{{- if $values.enabled }}
---
apiVersion: monitoring.coreos.com/v1
kind: {{ $kind }}
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- merge (dict) $values.labels (fromYaml $labels) | toYaml | nindent 4 }}
  {{- with include "onair.annotations" $scope }}
  {{- . | nindent 2 }}
  {{- end }}
spec:
  selector:
    matchLabels:
      {{- include "onair.selectorLabels" $scope | nindent 6 }}
  {{ if eq $kind "PodMonitor" }}podMetricsEndpoints{{ else }}endpoints{{ end }}:
    - port: {{ if eq $kind "PodMonitor" }}{{ $port }}{{ else }}metrics{{ end }}
      path: /metrics
      interval: {{ $values.interval }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
