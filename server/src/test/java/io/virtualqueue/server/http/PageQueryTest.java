package io.virtualqueue.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageQueryTest {
    private static final List<String> STATUSES = List.of("active", "paused");
    private static final List<String> SORT_FIELDS = List.of("createdAt", "name");

    private final PageQuery query = new PageQuery();

    @Test
    void theFirstTwentyAreTheDefault() {
        assertThat(query.request(STATUSES, SORT_FIELDS))
                .isEqualTo(new PageRequest(1, 20, null, null, "createdAt", false));
    }

    @Test
    void everythingCanBeNamed() {
        query.page = "3";
        query.limit = "100";
        query.status = "paused";
        query.search = "bank";
        query.sort = "name";
        query.order = "desc";

        var request = query.request(STATUSES, SORT_FIELDS);

        assertThat(request).isEqualTo(new PageRequest(3, 100, "paused", "bank", "name", true));
        assertThat(request.offset()).isEqualTo(200);
    }

    @Test
    void everyBadParameterIsNamed() {
        query.page = "0";
        query.limit = "101";
        query.status = "lost";
        query.search = "a\0";
        query.sort = "secret";
        query.order = "up";

        var problem = catchThrowableOfType(ProblemException.class, () -> query.request(STATUSES, SORT_FIELDS))
                .problem();

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("page", "limit", "status", "search", "sort", "order");
    }

    @Test
    void numbersAreDigitsInRange() {
        for (String bad : List.of("", "-1", "+1", "1.0", " 1", "1e3", "99999999999999999999", "1000001")) {
            query.page = bad;
            assertThat(catchThrowableOfType(ProblemException.class, () -> query.request(STATUSES, SORT_FIELDS)))
                    .as(bad)
                    .isNotNull();
        }
        query.page = "1000000";
        query.limit = "100";
        assertThat(query.request(STATUSES, SORT_FIELDS).offset()).isEqualTo(99_999_900);
    }

    @Test
    void aListWithoutStatusesOffersNone() {
        query.status = "active";

        assertThat(catchThrowableOfType(ProblemException.class, () -> query.request(List.of(), SORT_FIELDS))
                        .problem()
                        .errors())
                .containsExactly(new Problem.FieldError("status", "is not offered here"));
    }

    @Test
    void theLastPageMayBeShort() {
        assertThat(new PageRequest(1, 20, null, null, "name", false).of(41)).isEqualTo(new Pagination(1, 20, 41, 3));
        assertThat(new PageRequest(1, 20, null, null, "name", false).of(0)).isEqualTo(new Pagination(1, 20, 0, 0));
    }
}
