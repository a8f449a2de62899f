using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Emulator.Faults;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Mux.Api;

/// <summary>Runs operations: checks the token, injects faults, reads the body, runs one operation at a time and writes the response.</summary>
internal sealed partial class MuxApi(MuxAccount account, FaultRuleRegistry faults, ReadFaults reads, TimeProvider time, ILogger<MuxApi> logger)
{
    /// <summary>Name of the service in fault rules.</summary>
    public const string Service = "mux";

    private const int LargestBody = 256 * 1024;

    // Messages contain values, and responses are never embedded in HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps an operation.</summary>
    /// <param name="routes">The route builder.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="pattern">Path below <c>/mux</c>.</param>
    /// <param name="operation">Its name in fault rules.</param>
    /// <param name="status">The status of a success.</param>
    /// <param name="run">Called under the account's gate; returns <c>data</c>, or null for an empty response.</param>
    public void Map(IEndpointRouteBuilder routes, string method, string pattern, string operation, int status, Func<MuxCall, JsonNode?> run) =>
        routes.MapMethods("/mux" + pattern, [method], context => RunAsync(context, operation, status, run));

    /// <summary>Returns an error.</summary>
    public static Task WriteErrorAsync(HttpContext context, MuxException error)
    {
        context.Response.StatusCode = error.Status;
        var messages = new JsonArray([.. error.Messages.Select(JsonNode (m) => m)]);
        return WriteAsync(context, new JsonObject { ["error"] = new JsonObject { ["type"] = error.Code, ["messages"] = messages } });
    }

    private static async Task WriteAsync(HttpContext context, JsonObject document)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(document.ToJsonString(Readable), context.RequestAborted);
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(piece, context.RequestAborted)) > 0)
        {
            await buffer.WriteAsync(piece.AsMemory(0, read), context.RequestAborted);
            if (buffer.Length > LargestBody) throw MuxException.Invalid($"body: it must have at most {LargestBody} bytes");
        }

        if (buffer.Length == 0) return [];
        try
        {
            var body = JsonNode.Parse(buffer.ToArray(), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            return body as JsonObject ?? throw MuxException.Invalid("body: it must be a JSON object");
        }
        catch (JsonException)
        {
            throw MuxException.Invalid("body: it must be JSON");
        }
    }

    private async Task RunAsync(HttpContext context, string operation, int status, Func<MuxCall, JsonNode?> run)
    {
        try
        {
            if (!BasicToken.IsGood(context.Request.Headers.Authorization, account.Options.Mux)) throw MuxException.Unauthorized();
            var call = new MuxCall(await ReadAsync(context), context.Request.Query, context.Request.RouteValues);
            faults.Apply(Service, operation, FaultMoment.Before);
            JsonNode? data;
            lock (account.Gate) data = reads.Run(Service, operation, call.Named, () => run(call), MuxException.NotFound);
            faults.Apply(Service, operation, FaultMoment.After);
            if (faults.Strikes(Service, operation, FaultMoment.TimeoutAfter) is not null)
            {
                await FaultRuleRegistry.HangAsync(context, time);
                return;
            }

            context.Response.StatusCode = data is null ? StatusCodes.Status204NoContent : status;
            if (data is null) return;
            if (faults.Strikes(Service, operation, FaultMoment.HalfBody) is not null) await HalfBody.SendAsync(context, time, AnswerAsync);
            else await AnswerAsync();

            Task AnswerAsync() => WriteAsync(context, new JsonObject { ["data"] = data });
        }
        catch (MuxException error)
        {
            await WriteErrorAsync(context, error);
        }
        catch (OperationException fault)
        {
            await WriteErrorAsync(context, new MuxException(fault.Status, fault.Code, fault.Message));
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(e, operation);
            await WriteErrorAsync(context, new MuxException(StatusCodes.Status500InternalServerError, "internal_error", "Internal failure of the emulator"));
        }
    }

    [LoggerMessage(60, LogLevel.Error, "Mux {Operation} failed")]
    private partial void LogFailed(Exception exception, string operation);
}
