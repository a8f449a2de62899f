using Onair.Api;

namespace Onair.Tests.Integration.Webhook;

/// <summary>The configurations by which the API server knows a webhook.</summary>
internal sealed class WebhookRegistration(ControlPlane plane, WebhookProcess webhook, string name, string label, bool wallsStatus)
{
    public async Task ApplyAsync(string failurePolicy)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, string.Join("\n---\n",
                Configuration("Mutating", Hook("livestreams", "/mutate/livestreams", ["CREATE", "UPDATE"], failurePolicy, clusterScoped: false)),
                Configuration(
                    "Validating",
                    [.. OnairResources.Kinds.SelectMany(kind => Hooks(kind, failurePolicy))])));
            await plane.KubectlAsync("apply", "-f", path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public async Task RemoveAsync()
    {
        await plane.KubectlAsync("delete", "mutatingwebhookconfiguration", name, "--ignore-not-found");
        await plane.KubectlAsync("delete", "validatingwebhookconfiguration", name, "--ignore-not-found");
    }

    private string Configuration(string kind, params string[] hooks) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: {{kind}}WebhookConfiguration
        metadata: {name: {{name}}}
        webhooks:
        {{string.Join('\n', hooks)}}
        """;

    private IEnumerable<string> Hooks(KindDefinition kind, string failurePolicy)
    {
        yield return Hook(kind.Plural, $"/validate/{kind.Plural}", kind.AdmissionOperations, failurePolicy, kind.Scope == KindScope.Cluster);
        // The chart has one for all kinds. Here kinds without a namespace are selected by a label.
        if (wallsStatus) yield return Hook($"{kind.Plural}/status", "/validate/status", ["UPDATE"], failurePolicy, kind.Scope == KindScope.Cluster);
    }

    private string Hook(string plural, string path, IEnumerable<string> operations, string failurePolicy, bool clusterScoped) => $$"""
        - name: {{string.Join('.', plural.Split('/').Reverse())}}.onair.dev
          admissionReviewVersions: [v1]
          sideEffects: None
          timeoutSeconds: 30
          failurePolicy: {{failurePolicy}}
          {{(clusterScoped ? "objectSelector" : "namespaceSelector")}}:
            matchLabels: {{{label}}: {{name}}}
          rules:
          - apiGroups: [onair.dev]
            apiVersions: [v1alpha1]
            operations: [{{string.Join(", ", operations)}}]
            resources: [{{plural}}]
          clientConfig:
            url: {{webhook.ReviewUrl}}{{path}}
            caBundle: {{Convert.ToBase64String(webhook.AuthorityPem)}}
        """;
}
