using Microsoft.Extensions.DependencyInjection.Extensions;
using Onair.Emulator.Directories;
using Onair.Emulator.MediaConvert.Transcoding;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaConvert;

/// <summary>MediaConvert's parts.</summary>
internal static class MediaConvertComposition
{
    /// <summary>Needs the media engine's options and processes, unless the transcoder is replaced.</summary>
    public static IServiceCollection AddMediaConvert(this IServiceCollection services)
    {
        services.TryAddSingleton<IJobTranscoder, JobTranscoder>();
        return services
            .AddSingleton<MediaConvertAccount>()
            .AddSingleton<JobRunner>()
            .AddSingleton(s => ActivatorUtilities.CreateInstance<JobOperations>(s, new ShapeDefaults(WireModel.Load("mediaconvert"), "MediaConvert")))
            .AddSingleton<QueueOperations>()
            .AddSingleton<JobTemplateOperations>()
            .AddSingleton<ConvertTagOperations>()
            .AddSingleton<IJobDirectory, JobDirectory>()
            .AddSingleton<IAwsService, MediaConvertService>()
            .AddHostedService<MediaConvertResume>();
    }
}
