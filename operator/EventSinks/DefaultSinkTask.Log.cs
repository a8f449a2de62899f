namespace Onair.Operator.EventSinks;

internal sealed partial class DefaultSinkTask
{
    [LoggerMessage(81, LogLevel.Error, "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(82, LogLevel.Information, "Default sink: {Kind} {Name} is {What}")]
    private partial void LogStep(string kind, string name, string what);

    [LoggerMessage(83, LogLevel.Information, "Default sink: {Step} is postponed after a conflict: {Error}")]
    private partial void LogOvertaken(string step, string error);
}
