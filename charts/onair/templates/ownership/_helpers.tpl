{{/* The users that write status and remove finalizers, with blanks between them. */}}
{{- define "onair.ownership.users" -}}
{{- $operator := printf "system:serviceaccount:%s:%s" .Release.Namespace (include "onair.serviceAccountName" .) -}}
{{- concat (list $operator) (.Values.ownership.operatorUsers | default list) | uniq | join " " -}}
{{- end -}}

{{/* The condition that leaves these users out. A list in JSON is one in CEL. */}}
{{- define "onair.ownership.notTheOperator" -}}
- name: not-the-operator
  expression: '!(request.userInfo.username in {{ include "onair.ownership.users" . | splitList " " | toJson }})'
{{- end -}}

{{/* "true" when API servers know matchConditions: on by default since 1.28. Older ones drop the field, or refuse it. */}}
{{- define "onair.ownership.matchConditions" -}}
{{- if semverCompare ">=1.28-0" .Capabilities.KubeVersion.Version -}}true{{- end -}}
{{- end -}}

{{/* "true" with the policies. The version as well: `helm template` reports every API that it was compiled with. */}}
{{- define "onair.ownership.policy" -}}
{{- if and .Values.ownership.policy.enabled (semverCompare ">=1.30-0" .Capabilities.KubeVersion.Version) (.Capabilities.APIVersions.Has "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy") -}}true{{- end -}}
{{- end -}}

{{/* "status" of every kind, with blanks between them. */}}
{{- define "onair.ownership.statuses" -}}
{{- $statuses := list -}}
{{- range (include "onair.kinds" . | fromYaml).kinds -}}
{{- $statuses = append $statuses (printf "%s/status" .plural) -}}
{{- end -}}
{{- join " " $statuses -}}
{{- end -}}

{{/*
Namespaces whose objects are protected: those that the webhook is asked about, and with watchNamespaces the release's own, for EventSinks.
Labels of objects never decide: a tenant writes them.
*/}}
{{- define "onair.ownership.namespaceSelector" -}}
{{- if .Values.webhook.namespaceSelector -}}
{{- toYaml .Values.webhook.namespaceSelector -}}
{{- else if and .Values.watchNamespaces (semverCompare ">=1.21-0" .Capabilities.KubeVersion.Version) -}}
matchExpressions:
  - key: kubernetes.io/metadata.name
    operator: In
    values: [{{ first .Values.watchNamespaces }}, {{ .Release.Namespace }}]
{{- else -}}
{}
{{- end -}}
{{- end -}}

{{/* What both policies are asked about, and what their expressions have in common. */}}
{{- define "onair.ownership.spec" -}}
failurePolicy: Fail
matchConstraints:
  namespaceSelector:
    {{- include "onair.ownership.namespaceSelector" . | nindent 4 }}
  resourceRules:
    - apiGroups: [onair.dev]
      apiVersions: [v1alpha1]
      operations: [UPDATE]
      resources:
        {{- range (include "onair.kinds" . | fromYaml).kinds }}
        - {{ .plural }}
        - {{ .plural }}/status
        {{- end }}
matchConditions:
  {{- include "onair.ownership.notTheOperator" . | nindent 2 }}
variables:
  - name: status
    expression: has(request.subResource) && request.subResource == 'status'
  - name: kept
    expression: 'has(object.metadata.finalizers) ? object.metadata.finalizers : []'
  - name: removed
    expression: >-
      (has(oldObject.metadata.finalizers) ? oldObject.metadata.finalizers : [])
      .filter(f, f.startsWith('onair.dev/') && !(f in variables.kept))
  - name: administrator
    expression: authorizer.group('*').resource('*').check('*').allowed()
{{- end -}}
