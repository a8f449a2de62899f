using Onair.Emulator.Protocol;

namespace Onair.Emulator.ChimeMediaPipelines;

/// <summary>The parts of the Amazon Chime SDK's media pipelines.</summary>
internal static class ChimeMediaPipelinesComposition
{
    public static IServiceCollection AddChimeMediaPipelines(this IServiceCollection services) => services
        .AddSingleton<LiveConnectorOperations>()
        .AddSingleton<IAwsService, ChimeMediaPipelinesService>();

    /// <summary>Maps <c>POST /admin/chime/{pipeline}/fail</c>: a pipeline fails, as one does whose meeting ends.</summary>
    public static void MapChimeMediaPipelines(this WebApplication app) => app.MapPost("/admin/chime/{pipeline}/fail", (string pipeline) =>
    {
        app.Services.GetRequiredService<LiveConnectorOperations>().Fail(pipeline);
        return Results.NoContent();
    });
}
