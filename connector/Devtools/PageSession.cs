using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.ConnectorPod.Devtools;

/// <summary>The one page of a browser.</summary>
internal sealed class PageSession
{
    private readonly DevtoolsConnection _connection;
    private readonly string _session;
    private readonly string _target;
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _url = "";

    private PageSession(DevtoolsConnection connection, string session, string target)
    {
        (_connection, _session, _target) = (connection, session, target);
        connection.Received += Receive;
    }

    /// <summary>Completes when the page has crashed ("Aw, Snap!").</summary>
    public Task Crashed => _crashed.Task;

    /// <summary>The URL of the document that is shown; a secret.</summary>
    public string Url => _url;

    /// <summary>Attaches to the page that the browser began with.</summary>
    public static async Task<PageSession> AttachAsync(DevtoolsConnection connection, CancellationToken cancellationToken)
    {
        await connection.CallAsync("", "Target.setDiscoverTargets", new() { ["discover"] = true }, cancellationToken);
        string? target = null;
        while (target is null)
        {
            var targets = await connection.CallAsync("", "Target.getTargets", null, cancellationToken);
            target = targets.GetProperty("targetInfos").EnumerateArray()
                .FirstOrDefault(t => t.GetProperty("type").GetString() == "page") is { ValueKind: JsonValueKind.Object } page ? page.GetProperty("targetId").GetString() : null;
            if (target is null) await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }

        var attached = await connection.CallAsync("", "Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }, cancellationToken);
        var session = new PageSession(connection, attached.GetProperty("sessionId").GetString()!, target);
        await session.CallAsync("Page.enable", null, cancellationToken);
        await session.CallAsync("Inspector.enable", null, cancellationToken);
        await connection.CallAsync("", "Browser.setDownloadBehavior", new() { ["behavior"] = "deny" }, cancellationToken);
        return session;
    }

    public Task<JsonElement> CallAsync(string method, JsonObject? parameters, CancellationToken cancellationToken) =>
        _connection.CallAsync(_session, method, parameters, cancellationToken);

    /// <summary>Opens a URL; null, or what the browser says about its failure, e.g. <c>net::ERR_NAME_NOT_RESOLVED</c>.</summary>
    public async Task<string?> NavigateAsync(string url, CancellationToken cancellationToken)
    {
        var answer = await CallAsync("Page.navigate", new() { ["url"] = url }, cancellationToken);
        return answer.TryGetProperty("errorText", out var error) ? error.GetString() : null;
    }

    /// <summary>Runs a script and returns its value.</summary>
    /// <param name="script">An expression; a promise is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DevtoolsException">The script threw.</exception>
    public async Task<JsonElement> EvaluateAsync(string script, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true, ["userGesture"] = true };
        var answer = await CallAsync("Runtime.evaluate", parameters, cancellationToken);
        if (!answer.TryGetProperty("exceptionDetails", out var thrown)) return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
        var text = thrown.TryGetProperty("exception", out var exception) && exception.TryGetProperty("description", out var description)
            ? description.GetString() : thrown.GetProperty("text").GetString();
        throw new DevtoolsException((text ?? "the script failed").Split('\n')[0]);
    }

    private void Receive(string session, string method, JsonElement parameters)
    {
        switch (method)
        {
            case "Inspector.targetCrashed" when session == _session:
            case "Target.targetCrashed" when parameters.GetProperty("targetId").GetString() == _target:
                _crashed.TrySetResult();
                break;
            case "Page.frameNavigated" when session == _session && !parameters.GetProperty("frame").TryGetProperty("parentId", out _):
                _url = parameters.GetProperty("frame").GetProperty("url").GetString()!;
                break;
            // alert() and the like would stop the page until somebody clicks.
            case "Page.javascriptDialogOpening" when session == _session:
                _ = CallAsync("Page.handleJavaScriptDialog", new() { ["accept"] = true }, CancellationToken.None)
                    .ContinueWith(done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                break;
        }
    }
}
