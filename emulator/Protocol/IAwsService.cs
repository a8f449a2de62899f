using System.Text.Json.Nodes;

namespace Onair.Emulator.Protocol;

/// <summary>One emulated control plane.</summary>
internal interface IAwsService
{
    /// <summary>Signing name, which selects the service on the shared port.</summary>
    string Service { get; }

    /// <summary>Folder of the service's model, where it is not the signing name.</summary>
    string Model => Service;

    /// <summary>What each operation does with a valid input; throws <see cref="OperationException"/>.</summary>
    IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; }

    /// <summary>Waits before a valid input is handled, for what the client is ready to wait for: SQS's long polling.</summary>
    Task WaitAsync(string operation, JsonObject input, CancellationToken cancellationToken) => Task.CompletedTask;
}
