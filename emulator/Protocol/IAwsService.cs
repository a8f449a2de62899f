using System.Text.Json.Nodes;

namespace Onair.Emulator.Protocol;

/// <summary>One emulated control plane.</summary>
internal interface IAwsService
{
    /// <summary>Signing name, which selects the service on the shared port.</summary>
    string Service { get; }

    /// <summary>What each operation does with a valid input; throws <see cref="OperationException"/>.</summary>
    IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; }
}
