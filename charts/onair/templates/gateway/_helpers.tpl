{{- define "onair.gateway.fullname" -}}
{{- printf "%s-gateway" (include "onair.fullname" .) -}}
{{- end -}}

{{/* "true" when there is a gateway: the key server is all that it has so far. */}}
{{- define "onair.gateway.enabled" -}}
{{- if and .Values.gateway.enabled .Values.gateway.keyServer.enabled -}}true{{- end -}}
{{- end -}}

{{- define "onair.gateway.secretName" -}}
{{- default (printf "%s-keys" (include "onair.gateway.fullname" .)) .Values.gateway.keyServer.existingSecret -}}
{{- end -}}

{{/* One of the Secret's values as base64, kept when it is there. Takes a dict of found (the Secret's data), key and fresh. */}}
{{- define "onair.gateway.secretValue" -}}
{{- index .found .key | default (b64enc .fresh) -}}
{{- end -}}
