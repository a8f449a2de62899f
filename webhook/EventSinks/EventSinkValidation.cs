using Onair.Api.Rules;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Client;
using Onair.Webhook.Admission;

namespace Onair.Webhook.EventSinks;

/// <summary>Validates EventSinks by the request and the webhook's settings alone.</summary>
internal sealed class EventSinkValidation(KubernetesClient client, WebhookSettings settings)
{
    private const string Consequence = "nothing is sent";

    public Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken) => Task.FromResult(Review(request));

    private Verdict Review(AdmissionRequest request)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.EventSinks.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        var (added, kept) = Ratchet.Split(edit.Before is null ? [] : EventSinkRules.Check(Case(edit.Before)), EventSinkRules.Check(Case(edit.After)));
        // A refused object is sent again, and gets its warnings then.
        var warnings = added.Count == 0 ? EventSinkWarnings.Of(edit) : [];
        return new() { Violations = added, Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. warnings] };
    }

    private EventSinkCase Case(EventSink sink) => new(sink) { OperatorNamespace = settings.Namespace ?? client.Configuration.Namespace, AllowedCidrs = settings.AllowedCidrs };
}
