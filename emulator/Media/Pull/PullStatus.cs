using System.Net.Sockets;
using System.Text.RegularExpressions;
using Onair.Guard;

namespace Onair.Emulator.Media.Pull;

/// <summary>The status of a pull for the alert and the log; it never contains the password.</summary>
internal sealed partial class PullStatus(PipelineSource pipeline, PullSource source, ILogger log)
{
    private readonly Lock _gate = new();
    private string? _failure;
    private string? _logged;
    private bool _unreachable;

    /// <summary>The source's host and what is wrong with it.</summary>
    public string From
    {
        get
        {
            lock (_gate) return _failure is null ? $"pulled from {source}" : $"pulled from {source}: {_failure}";
        }
    }

    /// <summary>The last attempt did not get through to the source.</summary>
    public bool Unreachable
    {
        get
        {
            lock (_gate) return _unreachable;
        }
    }

    public void Connected()
    {
        lock (_gate) (_failure, _unreachable) = (null, false);
    }

    /// <summary>Records that the source was reached and gave nothing, or no more; what persists is logged once.</summary>
    public void Failed(string reason) => Failed(reason, unreachable: false);

    /// <summary>Records that the source was not reached.</summary>
    public void Failed(Exception exception) => Failed(Reason(exception), unreachable: true);

    private void Failed(string reason, bool unreachable)
    {
        var text = Hide(reason);
        lock (_gate)
        {
            (_failure, _unreachable) = (text, unreachable);
            if (_logged == text) return;
            _logged = text;
        }

        LogFailed(pipeline.InputId, pipeline.Pipeline, source, text);
    }

    private static string Reason(Exception exception) => exception switch
    {
        { InnerException: AddressRefusedException refused } => refused.Message,
        OperationCanceledException => "no answer in time",
        HttpRequestException { InnerException: SocketException unreachable } => unreachable.Message,
        _ => exception.Message,
    };

    [GeneratedRegex(" @ 0x[0-9a-f]+")]
    private static partial Regex Pointer();

    /// <summary>ffmpeg repeats the URL it was given; its pointers would make each failure look like a new one.</summary>
    private string Hide(string text)
    {
        text = Pointer().Replace(text, "");
        if (source.Password is { Length: > 0 } password) text = text.Replace(password, "***", StringComparison.Ordinal);
        return text;
    }

    [LoggerMessage(LogLevel.Warning, "Input {InputId}, pipeline {Pipeline}: nothing from {Source}: {Reason}")]
    private partial void LogFailed(string inputId, int pipeline, PullSource source, string reason);
}
