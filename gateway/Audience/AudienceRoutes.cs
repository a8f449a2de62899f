using k8s.Models;
using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Gateway.Access;
using Onair.Gateway.Player;
using Onair.Gateway.Problems;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams;
using Onair.Kubernetes.Informers;
using Onair.Postgres;

namespace Onair.Gateway.Audience;

/// <summary>The routes of audiences.</summary>
internal static class AudienceRoutes
{
    private const int Away = StatusCodes.Status503ServiceUnavailable;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<ApiRoute> Table { get; } =
    [
        new ApiRoute<Nothing, AudienceBody>
        {
            Method = "GET", Path = "/streams/{id}/audience", Id = "getStreamAudience",
            Summary = "Returns who watches a stream, and how well.",
            Description = "The figures are those of the player's pages. Without telemetry the answer is 503.",
            Needs = [Permission.To("get", OnairResources.LiveStreams)], Target = StreamRoutes.Target,
            Answer = AudienceJson.Default.AudienceBody, Refusals = [Away],
            Handler = (call, _, cancel) => ReadAsync(call, cancel),
        },
        new ApiRoute<Nothing, AudienceBody>
        {
            Method = "GET", Path = "/assets/{id}/audience", Id = "getAssetAudience",
            Summary = "Returns who watches a video, and how well.",
            Description = "The id is the uid of the VideoAsset. Without telemetry the answer is 503.",
            Needs = [Permission.To("get", OnairResources.VideoAssets)], Target = AssetOf, TargetNoun = "asset",
            Answer = AudienceJson.Default.AudienceBody, Refusals = [Away],
            Handler = (call, _, cancel) => ReadAsync(call, cancel),
        },
    ];

    // The player has the cache of VideoAssets. Without it there is nothing to answer with, for whatever id.
    private static string? AssetOf(ApiCall call)
    {
        if (call.Services.GetService<Informer<VideoAsset>>() is not { } assets) return call.Parameter("id");
        return assets.ByIndex(PlayerCatalog.ById, call.Parameter("id")).FirstOrDefault(a => a.Namespace() == call.Namespace && a.Metadata.DeletionTimestamp is null)?.Name();
    }

    private static async Task<Reply<AudienceBody>> ReadAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (call.Services.GetService<AudienceReader>() is not { } reader)
            throw new ProblemException(Away, "There are no figures: telemetry is off. An administrator can turn it on: gateway.player.telemetry.enabled of the chart.");
        try
        {
            return Reply.Of(await reader.ReadAsync(call.Parameter("id"), cancellationToken));
        }
        catch (DatabaseAwayException)
        {
            throw new ProblemException(Away, "PostgreSQL does not answer. Try again later.") { RetryAfter = Pause };
        }
    }
}
