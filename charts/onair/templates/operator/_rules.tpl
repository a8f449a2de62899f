{{/*
What the operator may do, verb by verb.

onair.rules.watched: in every namespace whose streams are looked after.
*/}}
{{- define "onair.rules.watched" -}}
# Watched; and patched for the finalizer in metadata. The spec is never written.
- apiGroups: [onair.dev]
  resources: [livestreams]
  verbs: [get, list, watch, patch, update]
- apiGroups: [onair.dev]
  resources: [livestreams/status]
  verbs: [get, patch, update]
# Owner references with blockOwnerDeletion, on clusters that check them.
- apiGroups: [onair.dev]
  resources: [livestreams/finalizers]
  verbs: [update]
# get: the stream key that a LiveStream names, and the credentials of a MediaProvider.
# create, patch, update: the Secret with the generated stream key and the push URLs. Secrets are neither listed nor
# watched: the operator sees those alone that it is pointed at. Deleting is left to the garbage collector.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create, patch, update]
{{- end -}}

{{/* onair.rules.cluster: what is cluster-scoped, or written in namespaces nobody chose. */}}
{{- define "onair.rules.cluster" -}}
- apiGroups: [onair.dev]
  resources: [mediaproviders]
  verbs: [get, list, watch]
- apiGroups: [onair.dev]
  resources: [mediaproviders/status]
  verbs: [get, patch, update]
# Events stand in the namespace of what they are about, those about a MediaProvider in `default`.
# patch: repeated events are counted up.
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
# The cluster's name in tags, where none is set, is this namespace's uid.
- apiGroups: [""]
  resources: [namespaces]
  resourceNames: [kube-system]
  verbs: [get]
{{- end -}}

{{/* onair.rules.own: in the release's namespace. */}}
{{- define "onair.rules.own" -}}
# Leader election.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [get, create, patch, update]
{{- if .Values.watchNamespaces }}
# Credentials of MediaProviders, which may stand here rather than among the streams.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
{{- end }}
{{- end -}}
