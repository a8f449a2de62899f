using System.Globalization;
using System.Net;
using Onair.Api;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ArchiveSplits.Decisions;

namespace Onair.Operator.ArchiveSplits.Downloads;

/// <summary>Writes the Secret with the URLs of a split's MP4s. The split owns it; another's is neither read nor written.</summary>
internal sealed class DownloadWriter(SecretReader reader, OwnedSecretWriter secrets, DownloadUrls urls, ArchiveSplitRecorder recorder)
{
    /// <summary>The entry that says when the URLs expire.</summary>
    public const string ExpiresEntry = "expires";

    /// <summary>Signs the URLs and writes them, or lets the round know why not.</summary>
    public async Task WriteAsync(ArchiveSplitRound round, CancellationToken cancellationToken)
    {
        var (split, name, renew) = (round.Resource, round.Resource.DownloadSecretName, round.View.Renew);
        var existing = await reader.FindOwnedAsync(split, name, cancellationToken);
        if (existing.IsAnothers)
        {
            round.Learn(v => v with { DownloadProblem = DownloadProblem.Taken(name) });
            return;
        }

        var signed = await urls.SignAsync(round, cancellationToken);
        var isWritten = signed.Files > 0 || existing.Secret is not null;
        if (isWritten && await ProblemAsync(round, name, signed, cancellationToken) is { } problem)
        {
            round.Learn(v => v with { DownloadProblem = problem });
            return;
        }

        await recorder.DownloadsAsync(
            round, new() { SecretName = isWritten ? name : null, ExpiresAt = signed.ExpiresAt, Renewed = renew, Sections = signed.Urls.Count, Files = signed.Files }, cancellationToken);
    }

    private async Task<DownloadProblem?> ProblemAsync(ArchiveSplitRound round, string name, SignedDownloads signed, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string?>(signed.Urls, StringComparer.Ordinal)
        {
            [ExpiresEntry] = signed.ExpiresAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        try
        {
            var isOurs = await secrets.PutAsync(
                SecretOwner.Of(OnairResources.ArchiveSplits, round.Resource), SecretContent.Of(name, values) with { IsSealed = true }, cancellationToken);
            return isOurs ? null : DownloadProblem.Taken(name);
        }
        catch (ApiException e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge)
        {
            return DownloadProblem.Refused(name, e.Message);
        }
    }
}
