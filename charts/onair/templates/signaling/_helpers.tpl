{{- define "onair.signaling.fullname" -}}
{{- printf "%s-signaling" (include "onair.fullname" .) -}}
{{- end -}}

{{/* The Secret with operatorToken, and with turnSecret and databasePassword where the chart runs these servers. */}}
{{- define "onair.signaling.secretName" -}}
{{- default (include "onair.signaling.fullname" .) .Values.signaling.existingSecret -}}
{{- end -}}

{{/* "true" when the chart runs PostgreSQL itself. */}}
{{- define "onair.signaling.ownDatabase" -}}
{{- if and .Values.signaling.enabled (not .Values.signaling.database.existingSecret) -}}true{{- end -}}
{{- end -}}

{{- define "onair.signaling.databaseName" -}}
{{- printf "%s-postgresql" (include "onair.fullname" .) -}}
{{- end -}}

{{- define "onair.signaling.turnName" -}}
{{- printf "%s-turn" (include "onair.fullname" .) -}}
{{- end -}}

{{/* "true" when the chart runs coturn. */}}
{{- define "onair.signaling.turn" -}}
{{- if and .Values.signaling.enabled .Values.signaling.turn.enabled -}}true{{- end -}}
{{- end -}}

{{/* What the service may do in the namespaces of its sites. */}}
{{- define "onair.signaling.rules" -}}
- apiGroups: [onair.dev]
  resources: [broadcastsites]
  verbs: [get, list, watch]
{{- with .Values.signaling.secretNames }}
# Keys of tokens, tokens of the REST API and secrets of TURN servers: these Secrets by their names, and no other.
- apiGroups: [""]
  resources: [secrets]
  resourceNames:
    {{- toYaml . | nindent 4 }}
  verbs: [get]
{{- end }}
{{- end -}}
