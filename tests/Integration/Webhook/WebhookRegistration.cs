namespace Onair.Tests.Integration.Webhook;

/// <summary>The configurations by which the API server knows a webhook.</summary>
internal sealed class WebhookRegistration(ControlPlane plane, WebhookProcess webhook, string name, string label)
{
    private static readonly string[] Written = ["CREATE", "UPDATE"];
    private static readonly string[] All = ["CREATE", "UPDATE", "DELETE"];

    public async Task ApplyAsync(string failurePolicy)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, string.Join("\n---\n",
                Configuration("Mutating", Hook("livestreams", "/mutate/livestreams", "livestreams", Written, failurePolicy)),
                Configuration(
                    "Validating",
                    Hook("livestreams", "/validate/livestreams", "livestreams", All, failurePolicy),
                    Hook("ivschannels", "/validate/ivschannels", "ivschannels", All, failurePolicy),
                    Hook("archivesplits", "/validate/archivesplits", "archivesplits", Written, failurePolicy),
                    Hook("videoassets", "/validate/videoassets", "videoassets", Written, failurePolicy),
                    Hook("connectors", "/validate/connectors", "connectors", Written, failurePolicy),
                    Hook("eventsinks", "/validate/eventsinks", "eventsinks", Written, failurePolicy),
                    Hook("mediaproviders", "/validate/mediaproviders", "mediaproviders", All, failurePolicy))));
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

    private string Hook(string hook, string path, string plural, string[] operations, string failurePolicy) => $$"""
        - name: {{hook}}.onair.dev
          admissionReviewVersions: [v1]
          sideEffects: None
          timeoutSeconds: 30
          failurePolicy: {{failurePolicy}}
          {{(plural == "mediaproviders" ? "objectSelector" : "namespaceSelector")}}:
            matchLabels: {{{label}}: {{name}}}
          rules:
          - apiGroups: [onair.dev]
            apiVersions: [v1alpha1]
            operations: [{{string.Join(", ", operations)}}]
            resources: [{{plural}}]
          clientConfig:
            url: {{webhook.Url}}{{path}}
            caBundle: {{Convert.ToBase64String(webhook.AuthorityPem)}}
        """;
}
