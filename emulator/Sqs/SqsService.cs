using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Sqs;

/// <summary>Amazon SQS.</summary>
internal sealed class SqsService(MessageOperations messages) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "sqs";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; } = new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["ReceiveMessage"] = messages.Receive,
        ["DeleteMessageBatch"] = messages.DeleteBatch,
    };

    /// <inheritdoc/>
    public Task WaitAsync(string operation, JsonObject input, CancellationToken cancellationToken) =>
        operation == "ReceiveMessage" ? messages.WaitAsync(input, cancellationToken) : Task.CompletedTask;
}

/// <summary>SQS's parts.</summary>
internal static class SqsComposition
{
    public static IServiceCollection AddSqs(this IServiceCollection services) => services
        .AddSingleton<QueueStore>()
        .AddSingleton<MessageOperations>()
        .AddSingleton<IAwsService, SqsService>();
}
