using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Onair.Postgres;

/// <summary>PostgreSQL, and whether it answers. It counts as away until <see cref="ProbeAsync"/> has succeeded.</summary>
/// <typeparam name="TSession">The transaction as the program works with it.</typeparam>
public abstract partial class Database<TSession> : IAsyncDisposable
    where TSession : SqlSession
{
    // Somebody waits for the answer.
    private const int TimeoutSeconds = 5;

    private readonly NpgsqlDataSource _source;
    private readonly string _consequence;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private DateTimeOffset? _upSince;
    private long _offsetTicks;

    /// <param name="options">Where it is, and how it is used.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    protected Database(DatabaseOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_consequence, _time, _logger) = (options.Consequence, time, logger);
        var builder = new NpgsqlSlimDataSourceBuilder(options.ConnectionString);
        builder.ConnectionStringBuilder.Timeout = TimeoutSeconds;
        builder.ConnectionStringBuilder.CommandTimeout = TimeoutSeconds;
        builder.ConnectionStringBuilder.KeepAlive = TimeoutSeconds;
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Min(builder.ConnectionStringBuilder.MaxPoolSize, options.PoolSize);
        builder.ConnectionStringBuilder.ApplicationName = options.ApplicationName;
        if (options.Schema is { } schema) builder.ConnectionStringBuilder.SearchPath = schema;
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        _source = builder.Build();
    }

    /// <summary>Whether the last work succeeded. While it is false, work fails at once, except for <see cref="ProbeAsync"/>.</summary>
    public bool IsUp => UpSince is not null;

    /// <summary>Since when work succeeds.</summary>
    public DateTimeOffset? UpSince
    {
        get
        {
            lock (_lock) return _upSince;
        }
    }

    /// <summary>PostgreSQL's clock, which all replicas share.</summary>
    public DateTimeOffset Now => _time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>A connection of its own, for LISTEN.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    /// <summary>Does work in one transaction. It is done twice if another replica was faster.</summary>
    /// <exception cref="DatabaseAwayException">PostgreSQL does not answer.</exception>
    public async Task<T> DoAsync<T>(Func<TSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!IsUp) throw new DatabaseAwayException();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await TryAsync(work);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was faster. Its work is visible now.
            return await TryAsync(work);
        }
    }

    /// <summary>Does work that returns nothing.</summary>
    public Task DoAsync(Func<TSession, Task> work, CancellationToken cancellationToken) => DoAsync(
        async session =>
        {
            await work(session);
            return true;
        }, cancellationToken);

    /// <summary>Does work even while PostgreSQL is away, to see whether it is back.</summary>
    /// <param name="work">Returns PostgreSQL's clock.</param>
    /// <param name="cancellationToken">Cancels the call before it begins.</param>
    public async Task ProbeAsync(Func<TSession, Task<DateTimeOffset>> work, CancellationToken cancellationToken)
    {
        var before = _time.GetUtcNow();
        cancellationToken.ThrowIfCancellationRequested();
        var now = await TryAsync(work);
        Interlocked.Exchange(ref _offsetTicks, (now - (before + ((_time.GetUtcNow() - before) / 2))).Ticks);
        lock (_lock)
        {
            if (_upSince is not null) return;
            _upSince = now;
        }
        LogUp(_logger);
    }

    /// <summary>Remembers that PostgreSQL is away.</summary>
    public void Down(Exception reason)
    {
        lock (_lock)
        {
            if (_upSince is null) return;
            _upSince = null;
        }
        LogDown(_logger, reason, _consequence);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A transaction has begun.</summary>
    protected abstract TSession Begin(NpgsqlConnection connection);

    /// <summary>The work is done, and is committed next.</summary>
    protected virtual Task CompleteAsync(TSession session) => Task.CompletedTask;

    // To cancel a command costs another connection, and breaks its own. Transactions are short.
    private async Task<T> TryAsync<T>(Func<TSession, Task<T>> work)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var session = Begin(connection);
            var result = await work(session);
            await CompleteAsync(session);
            await transaction.CommitAsync();
            return result;
        }
        catch (Exception e) when (IsAway(e))
        {
            Down(e);
            throw new DatabaseAwayException(e);
        }
    }

    // Class 57 has shutdowns and crashes, class 53 a lack of connections (appendix A of PostgreSQL's manual).
    private static bool IsAway(Exception e) => e switch
    {
        PostgresException p => p.SqlState.StartsWith("57", StringComparison.Ordinal) || p.SqlState.StartsWith("53", StringComparison.Ordinal) || p.SqlState.StartsWith("08", StringComparison.Ordinal),
        DbException or TimeoutException or IOException or System.Net.Sockets.SocketException or OperationCanceledException => true,
        _ => false,
    };

    [LoggerMessage(1, LogLevel.Information, "PostgreSQL answers")]
    private static partial void LogUp(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "PostgreSQL does not answer. {Consequence}")]
    private static partial void LogDown(ILogger logger, Exception reason, string consequence);
}

/// <summary>PostgreSQL does not answer.</summary>
public sealed class DatabaseAwayException(Exception? inner = null) : Exception("PostgreSQL does not answer", inner);
