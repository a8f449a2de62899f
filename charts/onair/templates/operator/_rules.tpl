{{/*
What the operator may do, verb by verb. The kinds are those of files/kinds.yaml.

onair.rules.watched: in every namespace whose streams are looked after.
*/}}
{{- define "onair.rules.watched" -}}
{{- $plurals := list }}
{{- range (include "onair.kinds" . | fromYaml).kinds }}
{{- if eq .scope "WatchedNamespaces" }}
{{- $plurals = append $plurals .plural }}
{{- end }}
{{- end -}}
# Watched; and patched for the finalizer in metadata. The spec is never written.
- apiGroups: [onair.dev]
  resources: [{{ join ", " $plurals }}]
  verbs: [get, list, watch, patch]
- apiGroups: [onair.dev]
  resources: [{{ join "/status, " $plurals }}/status]
  verbs: [patch, update]
# The Jobs that cut recordings, in the namespaces of their ArchiveSplits.
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, delete]
# Why a Job failed; and the pods of Connectors.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, create, delete]
# What the pods of Connectors may connect to.
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [create, patch]
# The join scripts of Connectors.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get]
# get: the URLs that a Connector names, the stream key and the sources' passwords that a LiveStream names, and the credentials, the CDN identifier and the
# signing key of a MediaProvider, and the token and the signing secrets of an EventSink.
# create, patch: the Secrets with the generated stream key or that of IVS and the push URLs, those with the plans of Jobs and Connectors, and those with the upload URL and
# the playback tokens of a VideoAsset, and those with the URLs of an ArchiveSplit's MP4s.
# delete: the upload URL that nobody can use any more, of VideoAssets, and the default sink's token; all else is left to the garbage collector.
# Secrets are neither listed nor watched: the operator sees those alone that it is pointed at. It looks by name whether those that it wrote are still there.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create, patch, delete]
{{- end -}}

{{/* onair.rules.cluster: what is cluster-scoped, or written in namespaces nobody chose. */}}
{{- define "onair.rules.cluster" -}}
# EventSinks are read in every namespace: those beside the operator get the events of others as well. patch: metadata, for example the
# finalizer that keeps a deleted MediaProvider while it is in use.
{{- range (include "onair.kinds" . | fromYaml).kinds }}
{{- if ne .scope "WatchedNamespaces" }}
- apiGroups: [onair.dev]
  resources: [{{ .plural }}]
  verbs: [get, list, watch, patch]
- apiGroups: [onair.dev]
  resources: [{{ .plural }}/status]
  verbs: [patch, update]
{{- end }}
{{- end }}
# Events stand in the namespace of what they are about, those about a MediaProvider in `default`.
# patch: repeated events are counted up.
- apiGroups: [""]
  resources: [events]
  verbs: [create, patch]
{{- if .Values.webhook.enabled }}
# The caBundles by which API servers trust the webhook, and the paths by which it knows them.
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations]
  resourceNames: [{{ include "onair.webhook.fullname" . }}]
  verbs: [get, patch]
{{- end }}
{{- end -}}

{{/* onair.rules.own: in the release's namespace. */}}
{{- define "onair.rules.own" -}}
# Leader election.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [get, create, update]
# The default sink.
- apiGroups: [onair.dev]
  resources: [eventsinks]
  verbs: [create, delete]
{{- if .Values.watchNamespaces }}
# Credentials and CDN identifiers of MediaProviders, and what EventSinks name, which may stand here rather than among the streams.
# create: the default sink's token.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create]
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [downstream-token]
  verbs: [patch, delete]
{{- end }}
{{- if and .Values.webhook.enabled .Values.webhook.certManager.enabled }}
# The token in the webhook's paths, beside the certificate that cert-manager writes.
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [{{ include "onair.webhook.secretName" . }}]
  verbs: [get, patch]
{{- else if include "onair.webhook.selfSigned" . }}
# The webhook's authority, its serving certificate and the token in its paths. Of what is to be created the API server knows no name.
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [{{ include "onair.webhook.authoritySecretName" . }}, {{ include "onair.webhook.secretName" . }}]
  verbs: [get, patch]
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
{{- end }}
{{- end -}}
