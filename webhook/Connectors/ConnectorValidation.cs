using Onair.Api.Rules;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Kubernetes.Client;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.Connectors;

/// <summary>Validates Connectors.</summary>
internal sealed class ConnectorValidation(Providers providers, KubernetesClient client, WebhookSettings settings)
{
    private const string Consequence = "it does not start";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.Connectors.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        var judged = await CaseAsync(edit.After.Spec, edit.SpecChanged, request.Namespace, cancellationToken);
        var (added, kept) = Ratchet.Split(
            edit.Before is null ? [] : ConnectorRules.Check(judged with { Spec = edit.Before.Spec }), ConnectorRules.Check(judged));
        return new()
        {
            Violations = added,
            Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. edit.SpecChanged ? ConnectorWarnings.Of(judged) : []],
        };
    }

    // The operator's writes of finalizers and annotations must not depend on other objects.
    private async Task<ConnectorCase> CaseAsync(ConnectorSpec spec, bool lookUp, string? ns, CancellationToken cancellationToken)
    {
        var known = new ConnectorCase(spec) { AllowedCidrs = settings.ConnectorCidrs };
        if (!lookUp) return known;
        return known with
        {
            Namespace = ns,
            Stream = spec.Target.LiveStreamRef is { Name: var stream } ? await client.FindAsync(OnairResources.LiveStreams, stream, ns, cancellationToken) : null,
            Channel = spec.Target.IvsChannelRef is { Name: var channel } ? await client.FindAsync(OnairResources.IvsChannels, channel, ns, cancellationToken) : null,
            Provider = spec.Source.ChimePipeline is { ProviderRef.Name: var provider } ? (await providers.FindAsync(provider, cancellationToken))?.Spec : null,
        };
    }
}
