using Microsoft.AspNetCore.Http.Features;
using Onair.Emulator.Auth;
using Onair.Emulator.EventBridge;
using Onair.Emulator.Faults;
using Onair.Emulator.Protocol;
using Onair.Emulator.Sts;
using Onair.Emulator.Sts.Policies;

namespace Onair.Emulator.Apis;

/// <summary>Handles requests signed for the services emulated from their models; passes all others on.</summary>
internal sealed partial class AwsApis
{
    private readonly Dictionary<string, Endpoint> _endpoints;
    private readonly CloudTrail _trail;
    private readonly FaultRuleRegistry _faults;
    private readonly ReadFaults _reads;
    private readonly RequestLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<AwsApis> _logger;

    public AwsApis(
        IEnumerable<IAwsService> services, CloudTrail trail, FaultRuleRegistry faults, ReadFaults reads, EmulatorOptions options, TimeProvider time,
        ILogger<AwsApis> logger)
    {
        _endpoints = services.ToDictionary(s => s.Service, s => new Endpoint(s), StringComparer.Ordinal);
        (_trail, _faults, _reads) = (trail, faults, reads);
        (_time, _logger) = (time, logger);
        _limits = new RequestLimits(options.RateLimit, time);
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<AwsCaller>()?.Service is not { } service || !_endpoints.TryGetValue(service, out var endpoint))
        {
            await next(context);
            return;
        }

        var requestId = AwsRequestId.Set(context, service);
        try
        {
            await AnswerAsync(context, endpoint, context.RequestAborted);
        }
        catch (OperationException e)
        {
            LogRefused(service, context.Request.Method, context.Request.Path, e.Code, e.Message);
            await endpoint.Writer.WriteErrorAsync(context.Response, e, requestId, context.RequestAborted);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // A client must see the service's own error format, whatever went wrong inside.
            LogFailed(e, service, context.Request.Method, context.Request.Path);
            var code = endpoint.Model.IsXml ? "InternalError" : "InternalServerErrorException";
            var error = new OperationException(code, "Internal failure of the emulator") { Status = StatusCodes.Status500InternalServerError };
            await endpoint.Writer.WriteErrorAsync(context.Response, error, requestId, CancellationToken.None);
        }
    }

    private async Task AnswerAsync(HttpContext context, Endpoint endpoint, CancellationToken cancellationToken)
    {
        var (operation, variables) = Route(context, endpoint.Model);
        Authorize(context, operation);
        _limits.Take(operation.Service, operation.Name);
        var input = await endpoint.Reader.ReadAsync(context.Request, operation, variables, cancellationToken);
        if (operation.Input is { } shape && endpoint.Validator.Validate(input, shape) is { Count: > 0 } violations)
            throw Violation.ToException(operation, violations);
        if (!endpoint.Service.Handlers.TryGetValue(operation.Name, out var handler))
            throw new OperationException("UnknownOperationException", $"{operation.Name} is not emulated") { Status = StatusCodes.Status501NotImplemented };
        await endpoint.Service.WaitAsync(operation.Name, input, cancellationToken);
        _faults.Apply(operation, FaultMoment.Before);
        var output = _reads.Run(operation.Service, operation.Name, input, () => handler(input), () => NotFound(operation));
        _trail.Record(context.Features.Get<AwsCaller>()!, operation, input, output);
        _faults.Apply(operation, FaultMoment.After);
        if (_faults.Strikes(operation.Service, operation.Name, FaultMoment.TimeoutAfter) is not null)
        {
            await FaultRuleRegistry.HangAsync(context, _time);
            return;
        }

        if (_faults.Strikes(operation.Service, operation.Name, FaultMoment.HalfBody) is not null)
            await HalfBody.SendAsync(context, _time, WriteAsync);
        else await WriteAsync();

        Task WriteAsync() => endpoint.Writer.WriteAsync(context.Response, operation, output, cancellationToken);
    }

    /// <summary>Refuses an operation that the policy of the caller's session does not allow.</summary>
    private void Authorize(HttpContext context, Operation operation)
    {
        var caller = context.Features.Get<AwsCaller>();
        if (CallerContext.SessionPolicy(caller) is not { } policy) return;
        var request = new PolicyRequest(
            $"{operation.Service}:{operation.Name}", "*", CallerContext.Identity(caller), CallerContext.Keys(context, caller, _time.GetUtcNow()));
        if (PolicyEvaluator.Deny(request, policy, resource: null) is { } why)
        {
            throw new OperationException("AccessDeniedException", CallerContext.Message(request, why))
            {
                Status = StatusCodes.Status403Forbidden,
            };
        }
    }

    private static OperationException NotFound(Operation operation)
    {
        var code = operation.Errors.FirstOrDefault(e => e.Contains("NotFound", StringComparison.Ordinal) || e.StartsWith("NoSuch", StringComparison.Ordinal));
        return new OperationException(code ?? "NotFoundException", $"Hidden from {operation.Name}") { Status = StatusCodes.Status404NotFound };
    }

    private static (Operation Operation, Dictionary<string, string> Variables) Route(HttpContext context, WireModel model)
    {
        if (model.TargetPrefix is not null)
        {
            var target = context.Request.Headers["X-Amz-Target"].ToString();
            return (model.Route(target) ?? throw Unknown(target, StatusCodes.Status400BadRequest), []);
        }

        // The raw target: an ARN in the path contains encoded slashes, which the parsed path would split at.
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2)[0];
        return model.Route(context.Request.Method, path, context.Request.Query)
            ?? throw Unknown($"{context.Request.Method} {path}", StatusCodes.Status404NotFound);

        OperationException Unknown(string what, int status) =>
            new("UnknownOperationException", $"{model.Service} has no operation {what}") { Status = status };
    }

    private sealed class Endpoint(IAwsService service)
    {
        public IAwsService Service { get; } = service;

        public WireModel Model { get; } = WireModel.Load(service.Model);

        public RequestReader Reader => field ??= new RequestReader(Model);

        public InputValidator Validator => field ??= new InputValidator(Model);

        public ResponseWriter Writer => field ??= new ResponseWriter(Model);
    }
}
