using Onair.Api.Rules;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Kubernetes.Client;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.ArchiveSplits;

/// <summary>Validates ArchiveSplits.</summary>
internal sealed class ArchiveSplitValidation(Providers providers, KubernetesClient client, TimeProvider time)
{
    private const string Consequence = "nothing is cut";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.ArchiveSplits.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);
        return request.Operation == "CREATE" ? await CreateAsync(edit.After, request.Namespace, cancellationToken) : Update(edit);
    }

    private async Task<Verdict> CreateAsync(ArchiveSplit sent, string? ns, CancellationToken cancellationToken)
    {
        // The API server drops a status that a client sends.
        var split = sent.With(new());
        var source = await SourceAsync(split, ns, cancellationToken);
        var provider = source is null ? null : await providers.FindAsync(source.ProviderName, cancellationToken);
        var known = split.Case(source, provider, await OthersAsync(split, ns, cancellationToken)) with { IsNew = true };
        return new() { Violations = ArchiveSplitRules.Check(known), Warnings = ArchiveSplitWarnings.Of(known, time.GetUtcNow()) };
    }

    private async Task<SplitSource?> SourceAsync(ArchiveSplit split, string? ns, CancellationToken cancellationToken) => split.Spec switch
    {
        { BroadcastRef: { } broadcast } => SplitSource.Of(await client.FindAsync(OnairResources.HlsBroadcasts, broadcast.Name, ns, cancellationToken)),
        { StreamRef: { } stream } => SplitSource.Of(await client.FindAsync(OnairResources.LiveStreams, stream.Name, ns, cancellationToken)),
        _ => null,
    };

    // Few fields are mutable, and none of them concerns other objects.
    private static Verdict Update(Edit<ArchiveSplit> edit)
    {
        var before = edit.Before;
        var (added, kept) = Ratchet.Split(
            before is null ? [] : ArchiveSplitRules.Check(before.Case(null, null, [])),
            ArchiveSplitRules.Check(edit.After.With(before?.Recorded ?? new()).Case(null, null, []) with { Before = before?.Spec }));
        return new() { Violations = added, Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence))] };
    }

    // Without a nameModifier the folder is named after the uid, which is unique.
    private async Task<IReadOnlyList<ArchiveSplit>> OthersAsync(ArchiveSplit split, string? ns, CancellationToken cancellationToken)
    {
        var others = new List<ArchiveSplit>();
        if (split.Spec.NameModifier is null) return others;
        await foreach (var other in client.ListAsync(OnairResources.ArchiveSplits, ns, cancellationToken: cancellationToken)) others.Add(other);
        return others;
    }
}
