{{- define "onair.gateway.fullname" -}}
{{- printf "%s-gateway" (include "onair.fullname" .) -}}
{{- end -}}

{{/* "true" when there is a gateway: it has at least one of its features. */}}
{{- define "onair.gateway.enabled" -}}
{{- if or (include "onair.gateway.keyServer" .) (include "onair.gateway.streamApi" .) (include "onair.gateway.player" .) -}}true{{- end -}}
{{- end -}}

{{/* "true" when the gateway has the key server. */}}
{{- define "onair.gateway.keyServer" -}}
{{- if and .Values.gateway.enabled .Values.gateway.keyServer.enabled -}}true{{- end -}}
{{- end -}}

{{/* "true" when the gateway has the stream API. */}}
{{- define "onair.gateway.streamApi" -}}
{{- if and .Values.gateway.enabled .Values.gateway.streamApi.enabled -}}true{{- end -}}
{{- end -}}

{{/* "true" when the gateway has the player. */}}
{{- define "onair.gateway.player" -}}
{{- if and .Values.gateway.enabled .Values.gateway.player.enabled -}}true{{- end -}}
{{- end -}}

{{/* "true" when the player's pages report. It fails when they cannot. */}}
{{- define "onair.gateway.telemetry" -}}
{{- with .Values.gateway.player.telemetry -}}
{{- if .enabled -}}
{{- if not (include "onair.gateway.player" $) -}}
{{- fail "gateway.player.telemetry.enabled: needs gateway.enabled and gateway.player.enabled, because the player's pages report" -}}
{{- end -}}
{{- if not (or .database.existingSecret $.Values.signaling.enabled) -}}
{{- fail "gateway.player.telemetry.database.existingSecret: name a Secret with the connection string of PostgreSQL, or set signaling.enabled to use its database" -}}
{{- end -}}
{{- if and .undeliveredDays (lt (int .undeliveredDays) (int .retentionDays)) -}}
{{- fail (printf "gateway.player.telemetry.undeliveredDays: must be at least retentionDays, %d, or 0 for twice as much" (int .retentionDays)) -}}
{{- end -}}
true
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The variables of telemetry. */}}
{{- define "onair.gateway.telemetry.env" -}}
{{- with .Values.gateway.player.telemetry -}}
- name: Telemetry__Enabled
  value: "true"
{{- $database := ternary .database $.Values.signaling.database (ne .database.existingSecret "") }}
{{ include "onair.database.env" (dict "root" $ "name" "Telemetry__Database" "database" $database) }}
- name: Telemetry__Schema
  value: {{ .schema }}
- name: Telemetry__RetentionDays
  value: {{ int .retentionDays | quote }}
{{- with .undeliveredDays }}
- name: Telemetry__UndeliveredDays
  value: {{ int . | quote }}
{{- end }}
- name: Telemetry__FullAddresses
  value: {{ .fullAddresses | quote }}
- name: Telemetry__Cmcd
  value: {{ .cmcd | quote }}
{{- range $i, $cidr := .trustedProxies }}
- name: Telemetry__TrustedProxies__{{ $i }}
  value: {{ $cidr | quote }}
{{- end }}
{{- range $i, $cidr := .allowedCidrs }}
- name: Telemetry__AllowedCidrs__{{ $i }}
  value: {{ $cidr | quote }}
{{- end }}
- name: Telemetry__SessionEventsPerSecond
  value: {{ .sessionEventsPerSecond | quote }}
- name: Telemetry__AddressEventsPerSecond
  value: {{ .addressEventsPerSecond | quote }}
{{- if .downstream.enabled }}
{{ include "onair.downstream.env" .downstream }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* The least number of pods. */}}
{{- define "onair.gateway.leastReplicas" -}}
{{- if .Values.gateway.autoscaling.enabled -}}{{ .Values.gateway.autoscaling.minReplicas }}{{- else -}}{{ .Values.gateway.replicas }}{{- end -}}
{{- end -}}

{{/* onair.gateway.rules: what the stream API does in each namespace that it serves, after the API server allowed it to the caller. */}}
{{- define "onair.gateway.rules" -}}
{{- range (include "onair.kinds" . | fromYaml).kinds }}
{{- if and .gatewayVerbs (ne .scope "Cluster") }}
- apiGroups: [onair.dev]
  resources: [{{ .plural }}]
  verbs: [{{ join ", " .gatewayVerbs }}]
{{- end }}
{{- end }}
{{- if not .Values.gateway.streamApi.keyNamespaces }}
{{ include "onair.gateway.secretRules" . }}
{{- end }}
{{- end -}}

{{/* onair.gateway.secretRules: where the Secrets are that the stream API uses. */}}
{{- define "onair.gateway.secretRules" -}}
# list, watch: the Secrets of API keys; RBAC cannot select them by type. get: stream keys, for callers who may read them.
# create, delete: the URLs of meetings.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, delete]
{{- end -}}

{{- define "onair.gateway.secretName" -}}
{{- default (printf "%s-keys" (include "onair.gateway.fullname" .)) .Values.gateway.keyServer.existingSecret -}}
{{- end -}}

{{/* One of the Secret's values as base64, kept when it is there. Takes a dict of found (the Secret's data), key and fresh. */}}
{{- define "onair.gateway.secretValue" -}}
{{- index .found .key | default (b64enc .fresh) -}}
{{- end -}}

{{- define "onair.gateway.player.secretName" -}}
{{- default (printf "%s-player" (include "onair.gateway.fullname" .)) .Values.gateway.player.existingSecret -}}
{{- end -}}

{{/* onair.gateway.player.rules: what the player does in each namespace that it serves. */}}
{{- define "onair.gateway.player.rules" -}}
{{- range (include "onair.kinds" . | fromYaml).kinds }}
{{- if .playerVerbs }}
- apiGroups: [onair.dev]
  resources: [{{ .plural }}]
  verbs: [{{ join ", " .playerVerbs }}]
{{- end }}
{{- end }}
{{- end -}}

{{/* The namespaces whose signed VideoAssets play, as a JSON list. Public pages play none. */}}
{{- define "onair.gateway.player.secretNamespaces" -}}
{{- if and (include "onair.gateway.player" .) (eq .Values.gateway.player.access "Signed") -}}
{{- .Values.gateway.player.secretNamespaces | default .Values.watchNamespaces | toJson -}}
{{- else -}}
[]
{{- end -}}
{{- end -}}

{{/* The paths of the player; the port has others, which are not for viewers. */}}
{{- define "onair.gateway.player.paths" -}}
paths: [/watch, /player, /video-player]
{{- end -}}
