namespace Onair.Emulator.Apis;

internal sealed partial class AwsApis
{
    [LoggerMessage(10, LogLevel.Information, "{Service} {Method} {Path}: {Code}: {Message}")]
    private partial void LogRefused(string service, string method, string path, string code, string message);

    [LoggerMessage(11, LogLevel.Error, "{Service} {Method} {Path} failed")]
    private partial void LogFailed(Exception exception, string service, string method, string path);
}
