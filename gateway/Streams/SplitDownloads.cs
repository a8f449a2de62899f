using System.Globalization;
using System.Text;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Streams;

/// <summary>Shows how far a cut is, and leads to its files by the URLs that the operator has signed. A URL is in no body and no log.</summary>
internal sealed class SplitDownloads(SecretReader reader, StreamWriter writer, Informer<ArchiveSplit> splits)
{
    private const string ExpiresEntry = "expires";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly Permission ReadSplits = Permission.To("get", OnairResources.ArchiveSplits);

    /// <summary>How far the cut is, as the answer of <c>split</c>.</summary>
    public async Task<Reply<SplitResultBody>> ReadAsync(ApiCall call)
    {
        var stream = writer.Current(call);
        return Reply.Of(SplitView.Of(await SplitAsync(call, stream), stream));
    }

    /// <summary>Redirects to the MP4 of a section.</summary>
    /// <exception cref="ProblemException">404, or 409 while there is no file to download.</exception>
    public async Task<Reply<Nothing>> RedirectAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var split = await SplitAsync(call, writer.Current(call));
        // The URL lets in whoever has it, as the Secret does.
        await call.RequireAsync(Permission.To("get", BuiltInResources.Secrets), split.DownloadSecretName);
        var sent = call.Parameter("position");
        if (!int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position >= split.Spec.Sections.Count) throw ProblemException.NotFound("section", sent);
        var section = split.Recorded.Sections.FirstOrDefault(s => s.Position == position);
        if (section?.State != SplitSectionState.Completed)
            throw ProblemException.Conflict($"Section {position} is {section?.State ?? SplitSectionState.Waiting}. It can be downloaded once it is Completed. {section?.Message}".TrimEnd());

        var secret = (await reader.FindOwnedAsync(split, split.DownloadSecretName, cancellationToken)).Secret;
        // Another's Secret of this name may lead anywhere.
        if (secret is null || Text($"index_{position}.mp4") is not { } text || !Uri.TryCreate(text, UriKind.Absolute, out var url)) throw NotSigned(split, position);
        if (DateTimeOffset.TryParse(Text(ExpiresEntry), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) && end <= call.Time.GetUtcNow())
            throw ProblemException.Conflict($"The URL of section {position} has expired. A new value of the annotation {Annotations.Renew} of ArchiveSplit \"{split.Metadata.Name}\" signs it again.");
        return Reply.Empty with { Redirect = url };

        string? Text(string entry) => secret.GetData(entry) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
    }

    private async Task<ArchiveSplit> SplitAsync(ApiCall call, LiveStream stream)
    {
        var id = call.Parameter("split");
        var split = splits.List().FirstOrDefault(s => s.Uid == id && s.Metadata.NamespaceProperty == call.Namespace && s.Spec.StreamRef?.Name == stream.Metadata.Name);
        // Asked first: a caller without the right does not learn what exists.
        await call.RequireAsync(ReadSplits, split?.Metadata.Name);
        return split ?? throw ProblemException.NotFound("split", id);
    }

    private static ProblemException NotSigned(ArchiveSplit split, int position) =>
        split.Recorded.Conditions.FirstOrDefault(c => c is { Type: ArchiveSplitConditions.Downloadable, Status: ConditionStatus.False }) is { Message: var reason }
            ? ProblemException.Conflict($"Section {position} has no URL. {reason}")
            : new(StatusCodes.Status409Conflict, $"The URL of section {position} is not signed yet. Try again.") { RetryAfter = Pause };
}
