using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Kubernetes;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.ArchiveSplits;

/// <summary>Judges what is done with ArchiveSplits.</summary>
internal sealed class ArchiveSplitValidation(Providers providers, KubernetesClient client, TimeProvider time)
{
    private const string Consequence = "nothing is cut";

    public async Task<Verdict> JudgeAsync(AdmissionRequest request, CancellationToken ct)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit<ArchiveSplit>.Read(request, OnairResources.ArchiveSplits.TypeInfo);
        if (edit is null) return Unreadable.Verdict<ArchiveSplit>(request, unreadable!, Consequence);
        return request.Operation == "CREATE" ? await CreateAsync(edit.After, request.Namespace, ct) : Update(edit);
    }

    private async Task<Verdict> CreateAsync(ArchiveSplit sent, string? ns, CancellationToken ct)
    {
        // Whatever a client sends as status, the API server drops it.
        var split = sent.With(new());
        var stream = await client.FindAsync(OnairResources.LiveStreams, split.Spec.StreamRef.Name, ns, ct);
        var provider = stream is null ? null : await providers.FindAsync(stream.ProviderName, ct);
        var known = split.Case(stream, provider, await OthersAsync(split, ns, ct)) with { IsNew = true };
        return new() { Violations = ArchiveSplitRules.Check(known), Warnings = ArchiveSplitWarnings.Of(known, time.GetUtcNow()) };
    }

    // Hardly anything can be edited, and nothing that has to do with other objects.
    private static Verdict Update(Edit<ArchiveSplit> edit)
    {
        var before = edit.Before;
        var (added, kept) = Ratchet.Split(
            before is null ? [] : ArchiveSplitRules.Check(before.Case(null, null, [])),
            ArchiveSplitRules.Check(edit.After.With(before?.Recorded ?? new()).Case(null, null, []) with { Before = before?.Spec }));
        return new() { Violations = added, Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence))] };
    }

    // The name of the folder is else the uid, which no other has.
    private async Task<IReadOnlyList<ArchiveSplit>> OthersAsync(ArchiveSplit split, string? ns, CancellationToken ct)
    {
        var others = new List<ArchiveSplit>();
        if (split.Spec.NameModifier is null) return others;
        await foreach (var other in client.ListAsync(OnairResources.ArchiveSplits, ns, ct: ct)) others.Add(other);
        return others;
    }
}
