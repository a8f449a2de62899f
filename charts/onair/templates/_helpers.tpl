{{- define "onair.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{/* 52 characters leave room for "-emulator" and what controllers append. */}}
{{- define "onair.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "onair.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "onair.selectorLabels" -}}
app.kubernetes.io/name: {{ include "onair.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Labels of an object. Takes a dict of root (the top scope) and component. */}}
{{- define "onair.labels" -}}
{{ include "onair.selectorLabels" . }}
app.kubernetes.io/part-of: onair
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The line `annotations:` with the common ones and the given, or nothing. Takes a dict of root and annotations. */}}
{{- define "onair.annotations" -}}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations -}}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{/* "true" or "false": whether Secrets need the label. An upgrade without the value stays as the operator is, and former releases required none. */}}
{{- define "onair.secrets.requireLabel" -}}
{{- $value := get (.Values.secrets | default dict) "requireLabel" -}}
{{- if kindIs "bool" $value -}}
{{- $value -}}
{{- else if not .Release.IsUpgrade -}}
true
{{- else -}}
{{- $found := "false" -}}
{{- $operator := lookup "apps/v1" "Deployment" .Release.Namespace (printf "%s-operator" (include "onair.fullname" .)) | default dict -}}
{{- range dig "spec" "template" "spec" "containers" list $operator -}}
{{- range .env -}}
{{- if eq .name "Onair__RequireSecretLabel" -}}{{- $found = .value -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $found -}}
{{- end -}}
{{- end -}}

{{- define "onair.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "onair.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name is needed when serviceAccount.create is false" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Takes a dict of root, image (the values of one program) and name, one of services, media and connector. */}}
{{- define "onair.image" -}}
{{- $global := .root.Values.global.image -}}
{{- $repository := default (printf "%s/%s" (trimSuffix "/" $global.registry) .name) .image.repository -}}
{{- printf "%s:%s" $repository (coalesce .image.tag $global.tag .root.Chart.AppVersion) -}}
{{- end -}}

{{- define "onair.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "onair.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "onair.emulator.fullname" -}}
{{- printf "%s-emulator" (include "onair.fullname" .) -}}
{{- end -}}

{{- define "onair.emulator.secretName" -}}
{{- default (printf "%s-credentials" (include "onair.emulator.fullname" .)) .Values.emulator.credentials.existingSecret -}}
{{- end -}}

{{/* Its Mux: token, signing key, and what its webhooks are signed with. */}}
{{- define "onair.emulator.muxSecretName" -}}
{{- default (printf "%s-mux" (include "onair.emulator.fullname" .)) .Values.emulator.mux.existingSecret -}}
{{- end -}}

{{- define "onair.emulator.host" -}}
{{- printf "%s.%s.svc" (include "onair.emulator.fullname" .) .Release.Namespace -}}
{{- end -}}

{{/* The kinds, generated from lib/Api/: plural, scope, the operations that the webhook is asked about, and its verbs. */}}
{{- define "onair.kinds" -}}
{{- .Files.Get "files/kinds.yaml" | required "files/kinds.yaml is missing: run ./dev gen" -}}
{{- end -}}

{{/*
A variable with the connection string of PostgreSQL. Takes a dict of root, name (of the variable), and database: existingSecret and key. Without existingSecret it is the
chart's own server.
*/}}
{{- define "onair.database.env" -}}
{{- if .database.existingSecret -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .database.existingSecret }}
      key: {{ .database.key }}
{{- else -}}
- name: DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "onair.signaling.secretName" .root }}
      key: databasePassword
- name: {{ .name }}
  value: Host={{ include "onair.signaling.databaseName" .root }};Username=onair;Password=$(DATABASE_PASSWORD);Database=postgres
{{- end -}}
{{- end -}}

{{/* The variables of a receiver of events. Takes its values. */}}
{{- define "onair.downstream.env" -}}
- name: DOWNSTREAM_SERVICE_ENABLED
  value: "true"
- name: DOWNSTREAM_SERVICE_URL
  value: {{ .url | quote }}
- name: DOWNSTREAM_SERVICE_FORMAT
  value: {{ .format }}
{{- range $name, $ref := dict "TOKEN" .tokenSecretRef "SIGNING_SECRET" (.signingSecretRef | default dict) }}
{{- if $ref.name }}
- name: DOWNSTREAM_SERVICE_{{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $ref.name }}
      key: {{ $ref.key }}
{{- end }}
{{- end }}
- name: DOWNSTREAM_SERVICE_TIMEOUT
  value: {{ int .timeout | quote }}
- name: DOWNSTREAM_SERVICE_RETRY_ATTEMPTS
  value: {{ int .retryAttempts | quote }}
- name: DOWNSTREAM_SERVICE_BATCH_SIZE
  value: {{ int .batchSize | quote }}
- name: DOWNSTREAM_SERVICE_ENABLE_ANALYTICS
  value: {{ .enableAnalytics | quote }}
- name: DOWNSTREAM_SERVICE_ENABLE_EVENTS
  value: {{ .enableEvents | quote }}
{{- end -}}
