using Onair.Api;
using Onair.Gateway.Access;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;
using static Onair.Gateway.Streams.Bodies.StreamsJsonContext;

namespace Onair.Gateway.Streams;

/// <summary>The routes of cuts; that which begins one is among those of streams.</summary>
internal static class SplitRoutes
{
    private static readonly Permission Read = Permission.To("get", OnairResources.LiveStreams);

    public static IReadOnlyList<ApiRoute> Table { get; } =
    [
        new ApiRoute<Nothing, SplitResultBody>
        {
            Method = "GET", Path = "/streams/{id}/splits/{split}", Id = "getSplit",
            Summary = "Returns how far a cut is.",
            Description = "It also needs get archivesplits.",
            Needs = [Read], Target = StreamRoutes.Target,
            Answer = Default.SplitResultBody,
            Handler = (call, _, _) => Splits(call).ReadAsync(call),
        },
        new ApiRoute<Nothing, Nothing>
        {
            Method = "GET", Path = "/streams/{id}/splits/{split}/sections/{position}", Id = "downloadSection",
            Summary = "Redirects to the MP4 of a section.",
            Description = "It also needs get archivesplits and get secrets. The URL in the header Location is presigned: it needs no credentials, and lets in whoever has it.",
            Needs = [Read], Target = StreamRoutes.Target,
            Status = StatusCodes.Status302Found, Refusals = [StatusCodes.Status409Conflict],
            Handler = (call, _, cancel) => Splits(call).RedirectAsync(call, cancel),
        },
    ];

    private static SplitDownloads Splits(ApiCall call) => call.Services.GetRequiredService<SplitDownloads>();
}
