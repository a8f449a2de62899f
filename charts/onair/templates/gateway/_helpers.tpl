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
