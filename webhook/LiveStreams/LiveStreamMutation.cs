using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.LiveStreams;

/// <summary>Fills in what LiveStreams leave to their provider.</summary>
internal sealed class LiveStreamMutation(Providers providers)
{
    public async Task<Verdict> JudgeAsync(AdmissionRequest request, CancellationToken ct)
    {
        var stream = request.Object;
        if (request.Operation == "DELETE" || stream.IsBeingDeleted()) return Verdict.Allowed;
        var patch = new List<PatchOperation>();

        MediaProvider? provider = null;
        if (LiveStreamDefaults.NeedsProvider(stream))
        {
            var defaults = await providers.DefaultsAsync(ct);
            if (LiveStreamDefaults.ProviderRef(stream, defaults) is { } providerRef)
            {
                patch.Add(providerRef);
                provider = defaults[0];
            }
        }

        // A label, an annotation or a finalizer is no edit of the stream. And an edit on air must not bring a limit that the
        // show is beyond already.
        var isEdit = patch.Count > 0 || Edit<LiveStream>.SpecIsChanged(request);
        var isOnAir = !request.OldObject.Member("status").Member("currentSessionId").IsAbsent();
        if (isEdit && !isOnAir && LiveStreamDefaults.NeedsCostGuard(stream))
        {
            var name = LiveStreamDefaults.ProviderName(stream);
            provider ??= name is null ? null : providers.Cached(name) ?? await FindAsync(name, ct);
            if (LiveStreamDefaults.CostGuard(stream, provider) is { } costGuard) patch.Add(costGuard);
        }
        return new() { Patch = patch };
    }

    // The name has not met the schema either, and the API server is only asked for what can be one.
    private Task<MediaProvider?> FindAsync(string name, CancellationToken ct) =>
        name.Length <= 253 && name.All(c => c is '.' or '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && name.Any(char.IsAsciiLetterOrDigit)
            ? providers.FindAsync(name, ct)
            : Task.FromResult<MediaProvider?>(null);
}
