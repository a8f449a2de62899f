{{- define "onair.webhook.fullname" -}}
{{- printf "%s-webhook" (include "onair.fullname" .) -}}
{{- end -}}

{{/* The serving certificate: written by the operator or by cert-manager. */}}
{{- define "onair.webhook.secretName" -}}
{{- printf "%s-tls" (include "onair.webhook.fullname" .) -}}
{{- end -}}

{{/* The operator's authority. */}}
{{- define "onair.webhook.authoritySecretName" -}}
{{- printf "%s-ca" (include "onair.webhook.fullname" .) -}}
{{- end -}}

{{/* "true" when the operator makes the certificates, and not the paths alone. */}}
{{- define "onair.webhook.selfSigned" -}}
{{- if and .Values.webhook.enabled (not .Values.webhook.certManager.enabled) -}}true{{- end -}}
{{- end -}}

{{/* Annotations of the two configurations. */}}
{{- define "onair.webhook.configurationAnnotations" -}}
{{- $injection := dict -}}
{{- if .Values.webhook.certManager.enabled -}}
{{- $injection = dict "cert-manager.io/inject-ca-from" (printf "%s/%s" .Release.Namespace (include "onair.webhook.fullname" .)) -}}
{{- end -}}
{{- include "onair.annotations" (dict "root" . "annotations" $injection) -}}
{{- end -}}

{{/*
What both kinds of configuration say of a webhook. Takes a dict of root, kind (of the configuration), name (of the webhook) and optionally failurePolicy.

There is no caBundle: it belongs to the operator or to cert-manager, and what the chart set it would take back. Nor is there a path, which is
the operator's: it has a token in it. Helm keeps the one that is there, because it would remove a path that an earlier release had set.
*/}}
{{- define "onair.webhook.entry" -}}
{{- $path := "" -}}
{{- range (lookup "admissionregistration.k8s.io/v1" .kind "" (include "onair.webhook.fullname" .root)).webhooks -}}
{{- if and (eq .name $.name) .clientConfig.service -}}
{{- $path = .clientConfig.service.path | default "" -}}
{{- end -}}
{{- end -}}
admissionReviewVersions: [v1]
sideEffects: None
matchPolicy: Equivalent
failurePolicy: {{ default .root.Values.webhook.failurePolicy .failurePolicy }}
timeoutSeconds: {{ .root.Values.webhook.timeoutSeconds }}
clientConfig:
  service:
    namespace: {{ .root.Release.Namespace }}
    name: {{ include "onair.webhook.fullname" .root }}
    port: 443
    {{- with $path }}
    path: {{ . }}
    {{- end }}
{{- end -}}

{{/* The Secrets with what callbacks are signed with, with blanks between them: those of the values and the emulator's. */}}
{{- define "onair.webhook.callbackSecretNames" -}}
{{- $names := .Values.webhook.callbacks.secretNames | default list -}}
{{- if .Values.emulator.enabled -}}
{{- $names = append $names (include "onair.emulator.muxSecretName" .) -}}
{{- end -}}
{{- join " " ($names | uniq) -}}
{{- end -}}

{{/* Which resources of namespaces are asked about. With watchNamespaces only theirs: the label is there since Kubernetes 1.21. */}}
{{- define "onair.webhook.selectors" -}}
{{- $selector := .Values.webhook.namespaceSelector -}}
{{- if and (not $selector) .Values.watchNamespaces (semverCompare ">=1.21-0" .Capabilities.KubeVersion.Version) -}}
{{- $selector = dict "matchLabels" (dict "kubernetes.io/metadata.name" (first .Values.watchNamespaces)) -}}
{{- end -}}
namespaceSelector:
  {{- toYaml $selector | nindent 2 }}
objectSelector:
  {{- toYaml .Values.webhook.objectSelector | nindent 2 }}
{{- end -}}

{{/* The same of EventSinks, which may be beside the operator as well: those alone get the events of other namespaces. */}}
{{- define "onair.webhook.sinkSelectors" -}}
{{- if and (not .Values.webhook.namespaceSelector) .Values.watchNamespaces (semverCompare ">=1.21-0" .Capabilities.KubeVersion.Version) -}}
namespaceSelector:
  matchExpressions:
    - key: kubernetes.io/metadata.name
      operator: In
      values: [{{ first .Values.watchNamespaces }}, {{ .Release.Namespace }}]
objectSelector:
  {{- toYaml .Values.webhook.objectSelector | nindent 2 }}
{{- else -}}
{{- include "onair.webhook.selectors" . -}}
{{- end -}}
{{- end -}}
