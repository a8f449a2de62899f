using Onair.Api.Rules;
using Onair.Webhook.Admission;

namespace Onair.Webhook.Ownership;

/// <summary>Keeps the status and the finalizers of every kind to the operator.</summary>
internal sealed class OwnershipWall(WebhookSettings settings, ClusterAdministrators administrators)
{
    /// <summary>The verdict on a write of a status.</summary>
    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (ProtectedWrite.Of(request) is not { } write) return Verdict.Allowed;
        // The configuration excludes the operator where API servers know matchConditions; the others ask.
        if (request.UserInfo is not { Username: { Length: > 0 } name } user) return OwnershipVerdict.Of(write, isAdministrator: false);
        return settings.OperatorUsers.Contains(name)
            ? Verdict.Allowed
            : OwnershipVerdict.Of(write, await administrators.IncludeAsync(user, cancellationToken));
    }

    /// <summary>The validation of a kind behind the wall: what is refused there is not looked at any further.</summary>
    public Func<AdmissionRequest, CancellationToken, Task<Verdict>> Before(Func<AdmissionRequest, CancellationToken, Task<Verdict>> validation) =>
        async (request, cancellationToken) =>
        {
            var owned = await ReviewAsync(request, cancellationToken);
            if (!owned.IsAllowed) return owned;
            var verdict = await validation(request, cancellationToken);
            return owned.Warnings.Count == 0 ? verdict : verdict with { Warnings = [.. owned.Warnings, .. verdict.Warnings] };
        };
}
