using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.SystemsManager;

/// <summary>AWS Systems Manager: Parameter Store.</summary>
internal sealed class SystemsManagerService(ParameterOperations parameters, ParameterTagOperations tags) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "ssm";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; } = new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["PutParameter"] = parameters.Put,
        ["GetParameter"] = parameters.Get,
        ["DeleteParameter"] = parameters.Delete,
        ["AddTagsToResource"] = tags.Add,
        ["RemoveTagsFromResource"] = tags.Remove,
        ["ListTagsForResource"] = tags.List,
    };
}

/// <summary>Systems Manager's parts.</summary>
internal static class SystemsManagerComposition
{
    public static IServiceCollection AddSystemsManager(this IServiceCollection services) => services
        .AddSingleton<ParameterStore>()
        .AddSingleton<ParameterOperations>()
        .AddSingleton<ParameterTagOperations>()
        .AddSingleton<IAwsService, SystemsManagerService>();
}
