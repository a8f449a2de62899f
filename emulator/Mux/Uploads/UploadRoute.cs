using System.Globalization;
using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>
/// Receives files: <c>/mux/uploads/{secret}</c>, by the protocol of resumable uploads that Mux's storage speaks. 308 with <c>Range</c> asks the client
/// to continue from there, 200 completes the upload.
/// </summary>
internal sealed partial class UploadRoute(MuxAccount account, MuxFiles files, UploadTransfers transfers, UploadCompletion completion, ILogger<UploadRoute> logger)
{
    private const int ResumeIncomplete = 308;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/mux/uploads/{secret}", ["PUT"], context => AnswerAsync(context, PutAsync));
        routes.MapMethods("/mux/uploads/{secret}", ["OPTIONS"], context => AnswerAsync(context, PreflightAsync));
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, MuxUpload, Task> answer)
    {
        try
        {
            var secret = (string)context.Request.RouteValues["secret"]!;
            var upload = account.Uploads.Rows.FirstOrDefault(u => u.Secret == secret) ?? throw MuxException.NotFound();
            UploadCors.Apply(context, upload.CorsOrigin);
            await answer(context, upload);
        }
        catch (MuxException error)
        {
            await MuxApi.WriteErrorAsync(context, error);
        }
        catch (Exception e) when (e is OperationCanceledException or BadHttpRequestException or IOException)
        {
            // The client disconnected or sends again; the received bytes are kept.
            LogInterrupted(e.GetType().Name);
            context.Abort();
        }
    }

    private static Task PreflightAsync(HttpContext context, MuxUpload upload)
    {
        UploadCors.Preflight(context);
        return Task.CompletedTask;
    }

    private Task PutAsync(HttpContext context, MuxUpload upload) =>
        transfers.RunAsync(upload.Id, token => ReceiveAsync(context, upload.Id, token), context.RequestAborted);

    private async Task ReceiveAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var upload = account.Uploads.TryGet(id, out var row) ? row : throw MuxException.NotFound();
        var status = UploadLife.StatusAt(upload, account.Now);
        if (status == MuxUploadStatus.AssetCreated) return; // 200: the client may not have received the final response.
        if (status != MuxUploadStatus.Waiting) throw MuxException.Forbidden($"The upload is {status.Wire()}");
        ContentRange? range = null;
        if (context.Request.Headers.ContentRange is [{ Length: > 0 } header] && ContentRange.Parse(header, out range) is { } violation) throw MuxException.Invalid(violation);
        var decision = ChunkDecision.For(range, files.Received(id), upload.Total, context.Request.ContentLength);
        if (decision.Action == ChunkAction.Refuse) throw MuxException.Invalid(decision.Reason!);
        var received = files.Received(id);
        if (decision.Action is ChunkAction.Append or ChunkAction.Replace)
        {
            // Stored before the bytes arrive: after an interruption a client may ask with the total alone.
            completion.Tell(id, decision.Total);
            var limit = range is null ? decision.Total ?? long.MaxValue : range.Last!.Value + 1;
            received = await UploadFile.WriteAsync(files.Upload(id), context.Request.Body, decision, limit, cancellationToken);
        }

        var total = decision.Total ?? (range is null ? received : null);
        if (received == total)
        {
            completion.Complete(id);
            return;
        }

        context.Response.StatusCode = ResumeIncomplete;
        if (received > 0) context.Response.Headers.Range = string.Create(CultureInfo.InvariantCulture, $"bytes=0-{received - 1}");
    }

    [LoggerMessage(61, LogLevel.Information, "An upload's transfer ended early: {Reason}")]
    private partial void LogInterrupted(string reason);
}
