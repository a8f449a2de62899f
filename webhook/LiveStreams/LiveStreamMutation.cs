using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.LiveStreams;

/// <summary>Fills in the defaults of LiveStreams.</summary>
internal sealed class LiveStreamMutation(Providers providers)
{
    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var stream = request.Object;
        if (request.Operation == "DELETE" || stream.IsBeingDeleted()) return Verdict.Allowed;
        var patch = new List<PatchOperation>();

        MediaProvider? provider = null;
        if (LiveStreamDefaults.NeedsProvider(stream))
        {
            var defaults = await providers.DefaultsAsync(request.Namespace, cancellationToken);
            if (LiveStreamDefaults.ProviderRef(stream, defaults) is { } providerRef)
            {
                patch.Add(providerRef);
                provider = defaults[0];
            }
        }

        // A change of labels, annotations or finalizers alone is not an edit of the stream. An edit on air must not add a limit
        // that the running session already exceeds.
        var isEdit = patch.Count > 0 || Edit.SpecIsChanged(request.OldObject, request.Object);
        var isOnAir = !request.OldObject.Member("status").Member("currentSessionId").IsAbsent();
        if (isEdit && !isOnAir && LiveStreamDefaults.NeedsCostGuard(stream))
        {
            var name = LiveStreamDefaults.ProviderName(stream);
            provider ??= name is null ? null : providers.Cached(name) ?? await FindAsync(name, cancellationToken);
            if (LiveStreamDefaults.CostGuard(stream, provider) is { } costGuard) patch.Add(costGuard);
        }
        return new() { Patch = patch };
    }

    // The name has not been checked against the schema yet, so only a valid one is looked up.
    private Task<MediaProvider?> FindAsync(string name, CancellationToken cancellationToken) =>
        name.Length <= 253 && name.All(c => c is '.' or '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && name.Any(char.IsAsciiLetterOrDigit)
            ? providers.FindAsync(name, cancellationToken)
            : Task.FromResult<MediaProvider?>(null);
}
